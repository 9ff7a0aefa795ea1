using PolicyNotify.Recipients;
using PolicyNotify.Recipients.Reachability;

namespace PolicyNotify.Replies.Standing;

/// <summary>Where one person stands towards every version. Holds no address. All moments are UTC.</summary>
/// <param name="Recipient">The person.</param>
/// <param name="Known">Whether the person is still on the list; when not, only deliveries and objections speak.</param>
/// <param name="AccountId">The product's own identifier of the account; null when unknown.</param>
/// <param name="AddedAt">When this system first heard of the address; null when the person is no longer known.</param>
/// <param name="VerifiedAt">When the address was verified; null when it is not.</param>
/// <param name="VerifiedBy">How it was verified.</param>
/// <param name="Unreachable">Why the address is not mailed any more; null when it is.</param>
/// <param name="Versions">By document, the latest version first.</param>
public sealed record PersonStanding(
    RecipientId Recipient,
    bool Known,
    string? AccountId,
    DateTimeOffset? AddedAt,
    DateTimeOffset? VerifiedAt,
    string? VerifiedBy,
    Unreachable? Unreachable,
    IReadOnlyList<VersionStanding> Versions);
