using Azure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Replies.Acknowledging;
using PolicyNotify.Replies.HandingOn;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Judging.Mime;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;
using PolicyNotify.Telemetry;

namespace PolicyNotify.Replies;

/// <summary>
/// Takes in a mail, from whatever source: kept raw first, then recorded, judged, and acted on. Every step can be repeated, so that a crash
/// between any two repeats nothing and loses nothing.
/// </summary>
internal sealed partial class ReplyIntake(
    RawMailStore raw,
    ReplyStore replies,
    ObjectionStore objections,
    NoticeStore notices,
    ReplyAssessor assessor,
    ObjectionHandOn handOn,
    Acknowledger acknowledger,
    ReturnedMail returned,
    PolicyNotifyMetrics metrics,
    AuditLog audit,
    IOptions<ReplyOptions> options,
    TimeProvider clock,
    ILogger<ReplyIntake> logger)
{
    // A mail system that takes its time over every answer keeps no new mail waiting: the rest of a run belongs to those.
    private static readonly TimeSpan LongestResumption = TimeSpan.FromMinutes(2);

    private ReplyId? resumedLast;

    /// <summary>Makes a mail durable: its bytes first, then the record of its arrival. Whatever fails later is finished by a later run.</summary>
    public async Task<KeptMail> KeepAsync(ReceivedMail mail, CancellationToken cancellationToken)
    {
        var hash = await raw.StoreAsync(mail.Content, cancellationToken);
        var id = ReplyId.Of(hash);
        var known = await replies.FindAsync(id, cancellationToken);
        if (known is { IsDone: true })
            return new(known, null, IsNew: false);

        mail.Content.Position = 0;
        var read = MailReader.Read(mail.Content, cancellationToken);
        if (known is not null)
            return new(known, read, IsNew: false);

        var now = clock.GetUtcNow();
        var received = ReceiptTime.Of(read, options.Value.ReceivingHost, mail.Arrival.At, await FirstNoticeAsync(cancellationToken), now);
        var reply = new ReplyRecord(id, hash, mail.Arrival.Source, now, received.At, null, IsDone: false, null)
        {
            ReceiptBasis = received.Basis,
            Origin = mail.Arrival.Name,
            SentTo = mail.Arrival.SentTo,
            SenderDoubt = mail.Arrival.SenderDoubt,
        };
        return new(await replies.AddAsync(reply, cancellationToken), read, IsNew: true);
    }

    /// <summary>Does everything that follows from a mail that is durable.</summary>
    public Task<ReplyRecord> FinishAsync(KeptMail kept, CancellationToken cancellationToken) => FinishAsync(kept.Reply, kept.Read, cancellationToken);

    /// <summary>Takes a mail in. When this returns, the mail is durable and everything that follows from it has been done.</summary>
    public async Task<ReplyRecord> TakeAsync(ReceivedMail mail, CancellationToken cancellationToken) =>
        await FinishAsync(await KeepAsync(mail, cancellationToken), cancellationToken);

    /// <summary>Goes on with what a crash or a busy mail system left undone, for two minutes at most; the next run begins where this one ended.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        var failures = new Failures();
        var endBy = clock.GetUtcNow() + LongestResumption;
        await foreach (var reply in replies.ReadUnfinishedAsync(resumedLast, clock.GetUtcNow(), cancellationToken))
        {
            if (clock.GetUtcNow() >= endBy)
                break;
            await failures.TryAsync(() => ResumeAsync(reply, cancellationToken), cancellationToken);
            resumedLast = reply.Id;
        }

        failures.ThrowIfAny();
    }

    /// <summary>Does what follows from a judged reply and is not done yet.</summary>
    public Task<ReplyRecord> FinishAsync(ReplyRecord reply, CancellationToken cancellationToken) => FinishAsync(reply, null, cancellationToken);

    private async Task<DateTimeOffset?> FirstNoticeAsync(CancellationToken cancellationToken) =>
        (await notices.ListAsync(cancellationToken)).Min(notice => (DateTimeOffset?)notice.PlannedAt);

    private async Task ResumeAsync(ReplyRecord reply, CancellationToken cancellationToken)
    {
        await using var content = await raw.OpenAsync(reply.RawHash, cancellationToken);
        await FinishAsync(reply, MailReader.Read(content, cancellationToken), cancellationToken);
    }

    private async Task<ReplyRecord> FinishAsync(ReplyRecord reply, ReadMail? read, CancellationToken cancellationToken)
    {
        if (reply.IsDone)
            return reply;

        if (reply.Judged is null)
        {
            reply = await JudgeAsync(reply, read, cancellationToken);
            if (reply.Judged is null)
                return reply;
            metrics.Judged(reply.Judged.Judgement.Kind.ToString(), reply.NeedsReview);
        }

        await audit.AppendAsync(ReplyEvents.Judged(reply, reply.Judged), cancellationToken);
        foreach (var resolution in reply.Resolutions)
            await audit.AppendAsync(ReplyEvents.Resolved(reply, resolution), cancellationToken);
        await returned.RecordAsync(reply, reply.Judged, cancellationToken);
        if (reply is { Resolution: { As: ResolvedKind.Withdrawal } decision })
            await WithdrawAsync(reply, decision, cancellationToken);
        var again = reply.StandingObjection is { } objection ? await ObjectAsync(reply, objection, cancellationToken) : null;
        Log.Judged(logger, reply.Id, reply.Judged.Judgement.Kind, reply.NeedsReview, reply.Judged.Match.Basis);
        return again is null || again != reply.ResumeAt ? await replies.UpdateAsync(reply with { IsDone = again is null, ResumeAt = again }, cancellationToken) : reply;
    }

    private async Task<ReplyRecord> JudgeAsync(ReplyRecord reply, ReadMail? read, CancellationToken cancellationToken)
    {
        var judged = await assessor.AssessAsync(read, reply, cancellationToken);
        try
        {
            return await replies.UpdateAsync(reply with { Judged = judged }, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 400 or 413)
        {
            // A row holds a megabyte. What is too large today is so in every later run, and would never come before anybody.
            return await replies.UpdateAsync(reply with { Judged = ReplyAssessor.Shortened(judged) }, cancellationToken);
        }
    }

    /// <summary>Records an objection that a reply is, and answers it. For a judgement that stands: the rules' own, or a person's.</summary>
    /// <returns>When to go on; null when nothing is left to do.</returns>
    private async Task<DateTimeOffset?> ObjectAsync(ReplyRecord reply, JudgedReply judged, CancellationToken cancellationToken)
    {
        var objection = await objections.RecordAsync(
            new(
                judged.Match.Notice!,
                judged.Match.Recipient!,
                reply.ReceivedAt,
                judged.Window ?? new(null, IsInTime: true),
                [reply.Id],
                reply.RawHash,
                judged.Judgement.Relied,
                judged.Judgement.Language,
                AcknowledgementRecord.Due,
                null),
            clock.GetUtcNow(),
            ReplyEvents.ActorOf(reply).Name,
            cancellationToken);
        await audit.AppendAsync(ReplyEvents.Objected(reply, objection), cancellationToken);
        await handOn.HandOnAsync(objection, cancellationToken);
        return await acknowledger.AcknowledgeAsync(objection, judged.MessageId, cancellationToken);
    }

    /// <summary>Takes back the objection that a reply is meant for. Once for each reply: what the person objects to afterwards stands.</summary>
    private async Task WithdrawAsync(ReplyRecord reply, ReplyResolution decision, CancellationToken cancellationToken)
    {
        var step = new ObjectionChange(0, ObjectionChangeKind.Withdrawn, decision.At, decision.Actor, reply.Id, WithdrawalGround.Person, decision.By, decision.Why);
        var objection = await objections.ChangeAsync(
            decision.Notice!,
            decision.Recipient!,
            before => before is { State: ObjectionState.Recorded } && !before.Changes.Any(change => change.Kind is ObjectionChangeKind.Withdrawn && change.Reply == reply.Id) ? before.With(step) : null,
            cancellationToken);
        if (objection is not null)
            await handOn.HandOnAsync(objection, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Reply {Reply} is judged {Kind}; needs review: {NeedsReview}; matched by {Basis}")]
        public static partial void Judged(ILogger logger, ReplyId reply, ReplyKind kind, bool needsReview, Matching.MatchBasis basis);
    }
}
