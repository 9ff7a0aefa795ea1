using System.Globalization;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Publishing;

namespace PolicyNotify.Notices.Watching;

/// <summary>The mails by which legal learns of trouble with a notice: one for each trouble, repeated daily while it lasts, and one when it is over.</summary>
internal sealed class NoticeAlerts(LegalMailbox legal, IOptions<SiteAddressOptions> site)
{
    public Task<bool> AtRiskAsync(NoticeView notice, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var day = ((int)(now - since).TotalDays).ToString(CultureInfo.InvariantCulture);
        return SendAsync(
            $"notice.at-risk:{notice.Id}:{notice.Forecast.Risk}:{since.UtcTicks}:{day}",
            $"At risk: {notice.Id} may not reach everybody in time",
            $"""
            **{notice.Title}, version {notice.Version}** is to take effect on {notice.EffectiveOn:yyyy-MM-dd}. Everybody has to be told by {Moment(notice.TellBy)}.

            {notice.Forecast.Because}

            {Progress(notice)}

            This mail comes once a day while it lasts.
            """,
            cancellationToken);
    }

    public Task<bool> RiskClearedAsync(NoticeView notice, DateTimeOffset since, CancellationToken cancellationToken) => SendAsync(
        $"notice.risk-cleared:{notice.Id}:{since.UtcTicks}",
        $"No longer at risk: {notice.Id}",
        $"""
        **{notice.Title}, version {notice.Version}** was at risk since {Moment(since)} and is so no longer.

        {Progress(notice)}
        """,
        cancellationToken);

    public Task<bool> HeldAsync(NoticeView notice, DateTimeOffset since, CancellationToken cancellationToken) => SendAsync(
        $"notice.held:{notice.Id}:{since.UtcTicks}",
        $"Held: {notice.Id} does not take effect",
        $"""
        **{notice.Title}, version {notice.Version}** was to take effect on {notice.EffectiveOn:yyyy-MM-dd}. It is held, and the version before it stays in force.

        {notice.Because}

        {Progress(notice)}

        What can be done: `policy-notify notices show {notice.Id}` says who was not told and why; `notices postpone {notice.Id}` sets a later day; `notices release {notice.Id}` lets the version take effect, once everybody has had the full notice period.
        """,
        cancellationToken);

    public Task<bool> HoldEndedAsync(NoticeView notice, DateTimeOffset since, CancellationToken cancellationToken) => SendAsync(
        $"notice.hold-ended:{notice.Id}:{since.UtcTicks}",
        $"No longer held: {notice.Id}",
        $"""
        **{notice.Title}, version {notice.Version}** was held since {Moment(since)} and is so no longer. {(notice.CompletedAt is { } at ? $"It is in force since {Moment(at)}." : $"It is to take effect on {notice.EffectiveOn:yyyy-MM-dd}.")}
        """,
        cancellationToken);

    private Task<bool> SendAsync(string key, string subject, string markdown, CancellationToken cancellationToken) => legal.SendAsync(
        new LegalMail(key, $"[{site.Value.CompanyName}] {subject}", markdown), cancellationToken);

    private static string Progress(NoticeView notice) => string.Create(
        CultureInfo.InvariantCulture,
        $"Of {notice.Counts.Verified:N0} people with a verified address, {notice.Counts.Accepted:N0} have been told, {notice.Counts.Pending:N0} are to be told and {notice.Counts.Refused:N0} cannot be.");

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
