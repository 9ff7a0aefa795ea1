using PolicyNotify.Changes.Documents;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>What an event says about an objection; docs/webhooks.md describes it for receivers.</summary>
internal sealed record ObjectionEventData(
    NoticeId Notice,
    DocumentId Document,
    VersionNumber Version,
    DateOnly? EffectiveOn,
    RecipientId Recipient,
    string? AccountId,
    string? Address,
    ObjectionState State,
    int Change,
    WithdrawalGround? WithdrawnBecause,
    DateTimeOffset ReceivedAt,
    bool InTime,
    DateTimeOffset? WindowClosesAt,
    IReadOnlyList<ReplyId> Replies);
