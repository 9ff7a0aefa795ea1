using Azure;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;

namespace PolicyNotify.Replies.Records;

/// <summary>One person's objection to one version, however many mails say it.</summary>
/// <param name="Notice">The notice of the version objected to.</param>
/// <param name="Recipient">Who objects.</param>
/// <param name="ReceivedAt">When the first of the mails was received, in UTC.</param>
/// <param name="Window">Whether that was in time.</param>
/// <param name="Replies">The mails, in the order in which they were recorded.</param>
/// <param name="RawHash">The first mail's SHA-256.</param>
/// <param name="Words">The sentences relied on, from every mail, as far as <see cref="QuotedWords"/> keeps them.</param>
/// <param name="Language">The language of the first mail.</param>
/// <param name="Acknowledgement">What became of the answer to the person.</param>
/// <param name="ETag">The row's tag; null before it is stored.</param>
internal sealed record ObjectionRecord(
    NoticeId Notice,
    RecipientId Recipient,
    DateTimeOffset ReceivedAt,
    ReplyWindow Window,
    IReadOnlyList<ReplyId> Replies,
    string RawHash,
    IReadOnlyList<string> Words,
    string? Language,
    AcknowledgementRecord Acknowledgement,
    ETag? ETag)
{
    /// <summary>What happened to it, in order.</summary>
    public IReadOnlyList<ObjectionChange> Changes { get; init; } = [];

    public HandingOnState HandingOn { get; init; } = HandingOnState.Due;

    /// <summary>The number of the last step that is in the outbox.</summary>
    public int HandedOnUpTo { get; init; }

    /// <summary>The mark that stands beside the stored row; null when there is none.</summary>
    public string? StoredMark { get; init; }

    public ObjectionState State => Changes is [.., { Kind: ObjectionChangeKind.Withdrawn }] ? ObjectionState.Withdrawn : ObjectionState.Recorded;

    /// <summary>The withdrawal that stands; null while the objection does.</summary>
    public ObjectionChange? Withdrawal => State is ObjectionState.Withdrawn ? Changes[^1] : null;

    /// <summary>The same with one more step, which is still to be handed on.</summary>
    public ObjectionRecord With(ObjectionChange change) => this with { Changes = [.. Changes, change with { Number = Changes.Count + 1 }], HandingOn = HandingOnState.Due };
}
