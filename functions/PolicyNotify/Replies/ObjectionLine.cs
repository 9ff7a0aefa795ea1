using PolicyNotify.Changes.Documents;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies;

/// <summary>One line of the export: a person's objection to a version. All moments are UTC.</summary>
/// <param name="Notice">The notice of the version objected to.</param>
/// <param name="Document">The document.</param>
/// <param name="Version">The version.</param>
/// <param name="Recipient">Who objects.</param>
/// <param name="AccountId">The product's own identifier of the account; null when unknown.</param>
/// <param name="State">Whether the objection stands.</param>
/// <param name="ReceivedAt">When the counting mail reached us.</param>
/// <param name="Late">Whether that was after the person's time to object.</param>
/// <param name="WindowClosesAt">The first moment that was too late; null while the version is held.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null while it stands.</param>
/// <param name="WithdrawnBecause">Why it was; null while it stands.</param>
/// <param name="Acknowledgement">What became of the answer to the person.</param>
/// <param name="AcknowledgedAt">When that was recorded.</param>
/// <param name="Replies">The mails that say so.</param>
/// <param name="RawHash">The SHA-256 of the counting mail.</param>
/// <param name="Words">The sentences relied on, each to 1,000 characters and 40 in all; an ellipsis stands for what is left out. The raw mails are complete.</param>
public sealed record ObjectionLine(
    NoticeId Notice,
    DocumentId Document,
    VersionNumber Version,
    RecipientId Recipient,
    string? AccountId,
    ObjectionState State,
    DateTimeOffset ReceivedAt,
    bool Late,
    DateTimeOffset? WindowClosesAt,
    DateTimeOffset? WithdrawnAt,
    WithdrawalGround? WithdrawnBecause,
    AcknowledgementState Acknowledgement,
    DateTimeOffset? AcknowledgedAt,
    IReadOnlyList<ReplyId> Replies,
    string RawHash,
    IReadOnlyList<string> Words);
