using PolicyNotify.Problems;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies;

/// <summary>Replies and objections as legal sees them.</summary>
public sealed class ReplyDirectory
{
    private readonly ReplyStore replies;
    private readonly ObjectionStore objections;

    internal ReplyDirectory(ReplyStore replies, ObjectionStore objections)
    {
        this.replies = replies;
        this.objections = objections;
    }

    /// <summary>Every reply, or only those that somebody has to look at; the one received last first.</summary>
    public async Task<IReadOnlyList<ReplyView>> ListAsync(bool onlyForReview, CancellationToken cancellationToken)
    {
        var views = new List<ReplyView>();
        await foreach (var reply in replies.ReadAsync(onlyForReview, cancellationToken))
            views.Add(View(reply));
        return [.. views.OrderByDescending(view => view.ReceivedAt).ThenBy(view => view.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>One reply.</summary>
    /// <exception cref="UnknownResourceException">There is none of that name.</exception>
    public async Task<ReplyView> GetAsync(ReplyId id, CancellationToken cancellationToken) =>
        View(await replies.FindAsync(id, cancellationToken) ?? throw new UnknownResourceException($"There is no reply '{id}'."));

    /// <summary>Every objection, the one received last first.</summary>
    public async Task<IReadOnlyList<ObjectionView>> ListObjectionsAsync(CancellationToken cancellationToken) =>
        [.. (await objections.ListAsync(cancellationToken)).Select(View)];

    internal static ReplyView View(ReplyRecord reply) => new(
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
    };

    private static ReplyWindow? Window(ReplyRecord reply) => reply.Resolution?.Window ?? reply.Judged?.Window;

    private static ObjectionView View(ObjectionRecord objection) => new(
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
        objection.Acknowledgement);
}
