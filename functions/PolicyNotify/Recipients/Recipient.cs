using PolicyNotify.Recipients.Reachability;

namespace PolicyNotify.Recipients;

/// <summary>A person who may have to be told.</summary>
/// <param name="Id">Derived from the address.</param>
/// <param name="Address">The primary e-mail address as given.</param>
/// <param name="Name">How to greet the person; null when unknown.</param>
/// <param name="AccountId">The product's own identifier of the account; null when unknown.</param>
/// <param name="Verification">The proof that the address is the person's; null while unverified.</param>
/// <param name="AddedAt">When this system first heard of the address, in UTC.</param>
public sealed record Recipient(
    RecipientId Id,
    string Address,
    string? Name,
    string? AccountId,
    AddressVerification? Verification,
    DateTimeOffset AddedAt)
{
    /// <summary>Why mail does not reach the address, although it was verified; null while nothing is known against it. A newer proof ends it.</summary>
    public Unreachable? Unreachable { get; init; }

    /// <summary>How often a mail came back for a reason that may pass, since the last proof; only counted.</summary>
    public int SoftBounces => SoftBounceMarks.Count;

    /// <summary>Whether the address is proven to be the person's.</summary>
    public bool IsVerified => Verification is not null;

    /// <summary>Whether the address may be mailed.</summary>
    public bool MayBeMailed => IsVerified && Unreachable is null or { Cause: UnreachableCause.Refused };

    /// <summary>When the mail system last took a mail to the address after it had refused one, in UTC; null while it never did. Refusals before that are settled.</summary>
    internal DateTimeOffset? TakenAgainAt { get; init; }

    /// <summary>What <see cref="SoftBounces"/> counts, so that the same report is not counted twice.</summary>
    internal SoftBounceMarks SoftBounceMarks { get; init; } = SoftBounceMarks.None;

    /// <summary>The id alone, because this ends up in logs sooner or later.</summary>
    public override string ToString() => $"recipient {Id}";
}
