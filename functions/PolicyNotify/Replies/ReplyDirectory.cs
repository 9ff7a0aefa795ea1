using System.Runtime.CompilerServices;
using PolicyNotify.Problems;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies;

/// <summary>Replies and objections as legal sees them.</summary>
public sealed class ReplyDirectory
{
    private readonly ReplyStore replies;
    private readonly ObjectionStore objections;
    private readonly RecipientStore recipients;
    private readonly ReplyViews views;

    internal ReplyDirectory(ReplyStore replies, ObjectionStore objections, RecipientStore recipients, ReplyViews views)
    {
        this.replies = replies;
        this.objections = objections;
        this.recipients = recipients;
        this.views = views;
    }

    /// <summary>Every reply, or only those that somebody has to look at; the one received last first.</summary>
    public async Task<IReadOnlyList<ReplyView>> ListAsync(bool onlyForReview, CancellationToken cancellationToken) =>
        [.. (await (onlyForReview ? replies.ReadWholeAsync(ReplyMarks.Review, cancellationToken) : replies.ReadAsync(cancellationToken)).Select(views.Of).ToListAsync(cancellationToken))
            .OrderByDescending(view => view.ReceivedAt).ThenBy(view => view.Id.Value, StringComparer.Ordinal)];

    /// <summary>The data-protection requests that are not answered; the one due first first.</summary>
    public async Task<IReadOnlyList<ReplyView>> ListOpenRequestsAsync(CancellationToken cancellationToken) =>
        [.. (await replies.ReadWholeAsync(ReplyMarks.Request, cancellationToken).Select(views.Of).ToListAsync(cancellationToken))
            .OrderBy(view => view.DueOn).ThenBy(view => view.ReceivedAt).ThenBy(view => view.Id.Value, StringComparer.Ordinal)];

    /// <summary>One reply.</summary>
    /// <exception cref="UnknownResourceException">There is none of that name.</exception>
    public async Task<ReplyView> GetAsync(ReplyId id, CancellationToken cancellationToken) =>
        views.Of(await replies.FindAsync(id, cancellationToken) ?? throw new UnknownResourceException($"There is no reply '{id}'."));

    /// <summary>Every objection, the one received last first.</summary>
    public Task<IReadOnlyList<ObjectionView>> ListObjectionsAsync(CancellationToken cancellationToken) => ListObjectionsAsync(new(null, null), cancellationToken);

    /// <summary>The objections that are asked for, those withdrawn included; the one received last first.</summary>
    public async Task<IReadOnlyList<ObjectionView>> ListObjectionsAsync(ObjectionFilter filter, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(filter, cancellationToken).Select(ReplyViews.Of).ToListAsync(cancellationToken))
            .OrderByDescending(view => view.ReceivedAt).ThenBy(view => view.Recipient.Value, StringComparer.Ordinal)];

    /// <summary>The objections that are asked for, by notice and recipient, each with the person's account. Reads in pages and holds one objection at a time.</summary>
    public async IAsyncEnumerable<ObjectionLine> ExportObjectionsAsync(ObjectionFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var objection in ReadAsync(filter, cancellationToken))
        {
            yield return new(
                objection.Notice,
                objection.Notice.Document,
                objection.Notice.Version,
                objection.Recipient,
                (await recipients.GetAsync(objection.Recipient, cancellationToken))?.AccountId,
                objection.State,
                objection.ReceivedAt,
                !objection.Window.IsInTime,
                objection.Window.ClosesAt,
                objection.Withdrawal?.At,
                objection.Withdrawal?.Because,
                objection.Acknowledgement.State,
                objection.Acknowledgement.At,
                objection.Replies,
                objection.RawHash,
                objection.Words);
        }
    }

    private IAsyncEnumerable<ObjectionRecord> ReadAsync(ObjectionFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var objections = this.objections.ReadAsync(filter.Notice, cancellationToken);
        return filter.Document is { } document ? objections.Where(objection => objection.Notice.Document == document) : objections;
    }
}
