using Microsoft.Extensions.Options;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Publishing;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Judging.Mime;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies;

/// <summary>Brings together what a mail says, whom it belongs to and whether it is in time.</summary>
internal sealed class ReplyAssessor(
    ReplyJudge judge, ReplyMatcher matcher, NoticeStore notices, DeliveryLedger ledger, VersionStore versions, IOptions<PublishingOptions> periods)
{
    public async Task<JudgedReply> AssessAsync(ReadMail? mail, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        if (mail is null)
        {
            var unreadable = ReplyJudgement.Human(ReplyKind.Review, 0.2, "It cannot be read as a mail.", string.Empty);
            return new(unreadable, ReplyMatch.Nobody("It cannot be read as a mail."), string.Empty, null, null, [unreadable.Reason]);
        }

        var judgement = judge.Judge(mail);
        var match = await matcher.MatchAsync(mail, cancellationToken);
        return new(
            judgement,
            match,
            mail.FromAddress,
            mail.Header("Message-ID")?.Trim(),
            await WindowAsync(match, receivedAt, cancellationToken),
            ReviewReasons(judgement, match));
    }

    /// <summary>Until when the person may object, counted from when they were told and when the version takes or took effect.</summary>
    public async Task<ReplyWindow?> WindowAsync(ReplyMatch match, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        if (match is not { Notice: { } id, Recipient: { } recipient } || await notices.FindAsync(id, cancellationToken) is not { } notice)
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

    private static List<string> ReviewReasons(ReplyJudgement judgement, ReplyMatch match)
    {
        var reasons = new List<string>();
        if (judgement.Kind is ReplyKind.Review)
            reasons.Add(judgement.Reason);

        // Whom a question came from changes nothing about it; whom an objection came from decides whose account ends.
        if (judgement.Kind is ReplyKind.Objection or ReplyKind.Review && match.Doubt is { } doubt)
            reasons.Add(doubt);
        return reasons;
    }
}
