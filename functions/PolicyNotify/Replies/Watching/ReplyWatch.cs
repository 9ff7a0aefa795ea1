using Microsoft.Extensions.Options;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Publishing;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;
using PolicyNotify.Telemetry;

namespace PolicyNotify.Replies.Watching;

/// <summary>Sees to it that nothing that waits for a person is forgotten: measured every minute, and told to legal once a day while anything is open.</summary>
public sealed class ReplyWatch
{
    private readonly ReplyStore replies;
    private readonly WebhookDirectory webhooks;
    private readonly LegalMailbox legal;
    private readonly DigestDays days;
    private readonly PolicyNotifyMetrics metrics;
    private readonly ReplyOptions options;
    private readonly PolicyCalendar calendar;
    private readonly TimeZoneInfo zone;
    private readonly TimeProvider clock;

    internal ReplyWatch(
        ReplyStore replies, WebhookDirectory webhooks, LegalMailbox legal, DigestDays days, PolicyNotifyMetrics metrics, IOptions<ReplyOptions> options, TimeProvider clock)
    {
        this.replies = replies;
        this.webhooks = webhooks;
        this.legal = legal;
        this.days = days;
        this.metrics = metrics;
        this.options = options.Value;
        calendar = new PolicyCalendar(options.Value.TimeZone);
        zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);
        this.clock = clock;
    }

    /// <summary>Looks at what is open. Safe to run in several processes at once: a day's digest is sent once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var work = new OpenWork(
            [.. (await replies.ReadMarkedAsync(ReplyMarks.Review, cancellationToken).ToListAsync(cancellationToken)).OrderBy(reply => reply.CollectedAt)],
            [.. (await replies.ReadMarkedAsync(ReplyMarks.Request, cancellationToken).ToListAsync(cancellationToken)).Select(reply => RequestOf(reply, now)).OrderBy(request => request.DueOn)],
            await webhooks.ListAsync(WebhookState.Dead, cancellationToken));
        metrics.WaitsForPeople(work.Reviews.Count, work.Reviews.Count > 0 ? now - work.Reviews[0].CollectedAt : TimeSpan.Zero, work.Requests.Count, work.Overdue, work.Dead.Count);
        if (TimeZoneInfo.ConvertTime(now, zone).Hour >= options.DigestHour)
            await DigestAsync(work, now, cancellationToken);
    }

    private OpenRequest RequestOf(OpenReply reply, DateTimeOffset now)
    {
        var dueOn = RequestDeadline.LastDay(calendar.DayOf(reply.ReceivedAt));
        return new(reply.Id, dueOn, calendar.DayOf(now) > dueOn);
    }

    private async Task DigestAsync(OpenWork work, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var day = calendar.DayOf(now);
        if (await days.IsSettledAsync(day, cancellationToken))
            return;
        if (work.IsEmpty || await legal.SendAsync(DigestLetter.Write(day, work, now), cancellationToken))
            await days.SettleAsync(day, wasSent: !work.IsEmpty, now, cancellationToken);
    }
}
