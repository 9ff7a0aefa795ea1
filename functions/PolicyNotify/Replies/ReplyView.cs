using PolicyNotify.Notices;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Replies;

/// <summary>A reply as legal sees it. All moments are UTC.</summary>
/// <param name="Id">Its name.</param>
/// <param name="ReceivedAt">When it reached us: the earliest time that a server of ours vouches for.</param>
/// <param name="CollectedAt">When this system first saw it.</param>
/// <param name="Source">Where it came from, such as <c>folder</c>.</param>
/// <param name="RawHash">The SHA-256 of the raw mail, under which it is kept.</param>
/// <param name="Kind">What it was judged to be; null while that is still to be done.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Reason">Why it was judged so.</param>
/// <param name="NeedsReview">Whether somebody has to look at it, and nobody has.</param>
/// <param name="ReviewReasons">Why somebody has, or had, to.</param>
/// <param name="Basis">By what it was matched.</param>
/// <param name="Notice">The notice it answers, by the match or by who resolved it.</param>
/// <param name="Recipient">The person, by the match or by who resolved it.</param>
/// <param name="From">The sender's address as the mail has it.</param>
/// <param name="InTime">Whether it was received while the person may object; null when it belongs to no notice.</param>
/// <param name="WindowClosesAt">The first moment that is too late; null when it cannot be told.</param>
/// <param name="Language">The language whose phrases decided.</param>
/// <param name="Text">What the person wrote, without quotes, signature and disclaimer.</param>
/// <param name="Relied">The sentences the judgement relies on.</param>
/// <param name="Bounced">For a bounce, what it says about which address.</param>
/// <param name="Resolutions">What people decided about it, the first decision first; the last one counts.</param>
public sealed record ReplyView(
    ReplyId Id,
    DateTimeOffset ReceivedAt,
    DateTimeOffset CollectedAt,
    string Source,
    string RawHash,
    ReplyKind? Kind,
    double? Confidence,
    string? Reason,
    bool NeedsReview,
    IReadOnlyList<string> ReviewReasons,
    MatchBasis Basis,
    NoticeId? Notice,
    RecipientId? Recipient,
    string? From,
    bool? InTime,
    DateTimeOffset? WindowClosesAt,
    string? Language,
    string? Text,
    IReadOnlyList<string> Relied,
    IReadOnlyList<BouncedRecipient> Bounced,
    IReadOnlyList<ReplyResolution> Resolutions)
{
    /// <summary>What <see cref="ReceivedAt"/> rests on.</summary>
    public ReceiptBasis ReceiptBasis { get; init; }

    /// <summary>The file, or the place in a mailbox, that it was taken from; null when there is none.</summary>
    public string? Origin { get; init; }

    /// <summary>What was found while matching it, such as a reply address that none of our keys signed.</summary>
    public IReadOnlyList<string> MatchRemarks { get; init; } = [];

    /// <summary>Whom and what it may belong to, where the match is not certain.</summary>
    public IReadOnlyList<MatchCandidate> Candidates { get; init; } = [];

    /// <summary>For a data-protection request, the last day to answer it in the time zone <c>Replies:TimeZone</c>; null for anything else.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>For a request that is not answered, whether that day has passed; null for anything else.</summary>
    public bool? Overdue { get; init; }

    /// <summary>For a request, that it was answered; null until then.</summary>
    public ReplyClosure? Closure { get; init; }
}
