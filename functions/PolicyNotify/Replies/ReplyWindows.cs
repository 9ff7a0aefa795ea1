using Microsoft.Extensions.Options;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies;

/// <summary>Until when a person may object, counted from when they were told and when the version takes or took effect.</summary>
internal sealed class ReplyWindows(NoticeStore notices, DeliveryLedger ledger, VersionStore versions, IOptions<PublishingOptions> periods)
{
    /// <summary>The window of one person, seen from a time of receipt; null when there is no such notice.</summary>
    public async Task<ReplyWindow?> OfAsync(NoticeId id, RecipientId recipient, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        if (await notices.FindAsync(id, cancellationToken) is not { } notice)
            return null;

        var version = await versions.FindAsync(id.Document, id.Version, cancellationToken);
        if (version is { State: VersionState.Held })
            return new(null, IsInTime: true);

        // A version that was held takes effect later than planned, and the window with it.
        var calendar = new PolicyCalendar(notice.TimeZone);
        var effectiveOn = version?.InForceSince is { } since && calendar.DayOf(since) > notice.Dates.EffectiveOn ? calendar.DayOf(since) : notice.Dates.EffectiveOn;
        var delivery = await ledger.FindAsync(id, recipient, cancellationToken);
        var closesAt = ObjectionWindow.ClosesAt(calendar, delivery?.AcceptedAt, effectiveOn, periods.Value.ObjectionDays);
        return new(closesAt, receivedAt < closesAt);
    }
}
