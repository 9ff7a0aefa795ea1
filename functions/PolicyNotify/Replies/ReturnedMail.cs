using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Events;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies;

/// <summary>
/// Takes what a bounce or a complaint in the mailbox says about a copy of ours into the ledger. Only where it carries the copy's token or
/// identifier: anybody can write a bounce that names an address, and it must not keep that person from being told.
/// </summary>
internal sealed class ReturnedMail(DeliveryEventRecorder recorder, DeliveryLedger ledger, RecipientIdentity identity)
{
    public async Task RecordAsync(ReplyRecord reply, JudgedReply judged, CancellationToken cancellationToken)
    {
        if (judged.Match is not { Basis: MatchBasis.Token or MatchBasis.MessageId, Notice: { } notice, Recipient: { } recipient } || About(judged, recipient) is not { } said)
            return;

        await recorder.RecordAsync(
            reply.RawHash,
            "replies",
            [new($"reply:{reply.Id}", judged.Match.Mailing ?? await LatestAsync(notice, recipient, reply.ReceivedAt, cancellationToken), recipient, said.Kind, reply.ReceivedAt, said.Code, MailText.Redacted(judged.Judgement.Reason))],
            cancellationToken);
    }

    // The reply address is the same for a notice and its reminder. Mail comes back within days: without an identifier, the last one that went out is meant.
    private async Task<MailingId> LatestAsync(NoticeId notice, RecipientId recipient, DateTimeOffset receivedAt, CancellationToken cancellationToken) =>
        (await ledger.RemindersOfAsync(notice, recipient, cancellationToken))
            .Where(reminder => reminder.Delivery.Attempts > 0 && reminder.Delivery.PlannedAt <= receivedAt)
            .OrderBy(reminder => reminder.Delivery.PlannedAt)
            .Select(reminder => reminder.Mailing)
            .LastOrDefault() ?? notice;

    private (DeliveryEventKind Kind, string? Code)? About(JudgedReply judged, RecipientId recipient)
    {
        if (judged.Judgement.Kind is ReplyKind.Complaint)
            return (DeliveryEventKind.Complained, null);
        if (judged.Judgement.Kind is not ReplyKind.Bounce)
            return null;

        // Where the mail was forwarded, the address that failed is another one; the person was not reached either way.
        var bounced = judged.Judgement.Bounced;
        var said = bounced.FirstOrDefault(one => one.Address.Contains('@', StringComparison.Ordinal) && identity.IdOf(one.Address) == recipient) ?? (bounced.Count > 0 ? bounced[0] : null);
        return said is { IsPermanent: true } && BounceCode.IsAboutAddress(said.Status) ? (DeliveryEventKind.Bounced, said.Status) : (DeliveryEventKind.Blocked, said?.Status);
    }
}
