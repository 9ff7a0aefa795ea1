using Microsoft.Extensions.Options;
using PolicyNotify.Publishing;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Replies;

/// <summary>Shows replies and objections as people see them.</summary>
internal sealed class ReplyViews(IOptions<ReplyOptions> options, TimeProvider clock)
{
    private readonly PolicyCalendar calendar = new(options.Value.TimeZone);

    public ReplyView Of(ReplyRecord reply)
    {
        DateOnly? dueOn = reply.IsRequest ? RequestDeadline.LastDay(calendar.DayOf(reply.ReceivedAt)) : null;
        return new(
            reply.Id,
            reply.ReceivedAt,
            reply.CollectedAt,
            reply.Source,
            reply.RawHash,
            reply.Judged?.Judgement.Kind,
            reply.Judged?.Judgement.Confidence,
            reply.Judged?.Judgement.Reason,
            reply.NeedsReview,
            reply.Judged?.ReviewReasons ?? [],
            reply.Judged?.Match.Basis ?? MatchBasis.None,
            reply.Resolution?.Notice ?? reply.Judged?.Match.Notice,
            reply.Resolution?.Recipient ?? reply.Judged?.Match.Recipient,
            reply.Judged?.From is { Length: > 0 } from ? from : null,
            Window(reply)?.IsInTime,
            Window(reply)?.ClosesAt,
            reply.Judged?.Judgement.Language,
            reply.Judged?.Judgement.Text,
            reply.Judged?.Judgement.Relied ?? [],
            reply.Judged?.Judgement.Bounced ?? [],
            reply.Resolutions)
        {
            ReceiptBasis = reply.ReceiptBasis,
            Origin = reply.Origin,
            MatchRemarks = reply.Judged?.Match.Remarks ?? [],
            Candidates = reply.Judged?.Match.Candidates ?? [],
            DueOn = dueOn,
            Overdue = dueOn is { } last && reply.Closure is null ? calendar.DayOf(clock.GetUtcNow()) > last : null,
            Closure = reply.Closure,
        };
    }

    public static ObjectionView Of(ObjectionRecord objection) => new(
        objection.Notice,
        objection.Notice.Document,
        objection.Notice.Version,
        objection.Recipient,
        objection.ReceivedAt,
        objection.Window.IsInTime,
        objection.Window.ClosesAt,
        objection.Replies,
        objection.RawHash,
        objection.Words,
        objection.Acknowledgement)
    {
        State = objection.State,
        Changes = objection.Changes,
    };

    private static ReplyWindow? Window(ReplyRecord reply) => reply.Resolution?.Window ?? reply.Judged?.Window;
}
