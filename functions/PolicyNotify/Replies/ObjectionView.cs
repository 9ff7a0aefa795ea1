using PolicyNotify.Changes.Documents;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies;

/// <summary>One person's objection to one version. All moments are UTC.</summary>
/// <param name="Notice">The notice of the version objected to.</param>
/// <param name="Document">The document.</param>
/// <param name="Version">The version.</param>
/// <param name="Recipient">Who objects.</param>
/// <param name="ReceivedAt">When the first mail that says so reached us.</param>
/// <param name="InTime">Whether that was within the person's time to object; a late one is recorded all the same.</param>
/// <param name="WindowClosesAt">The first moment that is too late; null while the version is held.</param>
/// <param name="Replies">The mails that say so.</param>
/// <param name="RawHash">The SHA-256 of the first of them.</param>
/// <param name="Words">The sentences relied on, each to 1,000 characters and 40 in all; an ellipsis stands for what is left out. The raw mails are complete.</param>
/// <param name="Acknowledgement">What became of the answer to the person.</param>
public sealed record ObjectionView(
    NoticeId Notice,
    DocumentId Document,
    VersionNumber Version,
    RecipientId Recipient,
    DateTimeOffset ReceivedAt,
    bool InTime,
    DateTimeOffset? WindowClosesAt,
    IReadOnlyList<ReplyId> Replies,
    string RawHash,
    IReadOnlyList<string> Words,
    AcknowledgementRecord Acknowledgement)
{
    /// <summary>Whether it stands.</summary>
    public ObjectionState State { get; init; }

    /// <summary>What happened to it, in order.</summary>
    public IReadOnlyList<ObjectionChange> Changes { get; init; } = [];
}
