using Azure;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Replies.Records;

/// <summary>A reply as stored. What is judged can be judged again from the raw mail; when it arrived cannot.</summary>
/// <param name="Id">Its name.</param>
/// <param name="RawHash">The raw mail.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="CollectedAt">When this system first saw it, in UTC.</param>
/// <param name="ReceivedAt">When it reached us, in UTC.</param>
/// <param name="Judged">What was made of it; null until then.</param>
/// <param name="IsDone">Whether everything that follows from it has been done.</param>
/// <param name="ETag">The row's tag; null before it is stored.</param>
internal sealed record ReplyRecord(
    ReplyId Id,
    string RawHash,
    string Source,
    DateTimeOffset CollectedAt,
    DateTimeOffset ReceivedAt,
    JudgedReply? Judged,
    bool IsDone,
    ETag? ETag)
{
    /// <summary>What <see cref="ReceivedAt"/> rests on.</summary>
    public ReceiptBasis ReceiptBasis { get; init; }

    /// <summary>The file, or the place in a mailbox, that it was taken from; null when there is none.</summary>
    public string? Origin { get; init; }

    /// <summary>The addresses it was delivered for, where its source told them.</summary>
    public IReadOnlyList<string> SentTo { get; init; } = [];

    /// <summary>Why its source doubted the sender; null when it did not.</summary>
    public string? SenderDoubt { get; init; }

    /// <summary>When what is left to do may be tried again; null: at once.</summary>
    public DateTimeOffset? ResumeAt { get; init; }

    /// <summary>The marks that stand beside the stored row.</summary>
    public ReplyMarks StoredMarks { get; init; }

    /// <summary>What people decided about it, the first decision first; the last one counts.</summary>
    public IReadOnlyList<ReplyResolution> Resolutions { get; init; } = [];

    /// <summary>For a request, that it was answered; null until then.</summary>
    public ReplyClosure? Closure { get; init; }

    public ReplyResolution? Resolution => Resolutions.Count > 0 ? Resolutions[^1] : null;

    public bool NeedsReview => Judged is { NeedsReview: true } && Resolution is null;

    /// <summary>Whether the person exercises a data-protection right, by the rules or by anybody's decision: what was once seen as one has to be answered.</summary>
    public bool IsRequest => Judged is { Judgement.Kind: ReplyKind.Request } || Resolutions.Any(decision => decision.As is ResolvedKind.Request);

    public ReplyMarks Marks =>
        (IsDone ? ReplyMarks.None : ReplyMarks.Unfinished) | (NeedsReview ? ReplyMarks.Review : ReplyMarks.None) | (this is { IsRequest: true, Closure: null } ? ReplyMarks.Request : ReplyMarks.None);

    /// <summary>What is to be recorded as an objection, by the rules alone or by a person's decision; null when it is none.</summary>
    public JudgedReply? StandingObjection => (Judged, Resolution) switch
    {
        (null, _) => null,
        ({ } judged, { As: ResolvedKind.Objection } decision) => judged.Decided(decision),
        ({ IsObjection: true } judged, _) => judged,
        _ => null,
    };
}
