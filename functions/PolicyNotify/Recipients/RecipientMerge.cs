using PolicyNotify.Recipients.Reachability;

namespace PolicyNotify.Recipients;

/// <summary>
/// What is known of a person after one more line about them. Nothing known is forgotten: empty fields change nothing, a proof of
/// verification is never taken away, and of two proofs the later one stands.
/// </summary>
internal static class RecipientMerge
{
    public static Recipient Merge(Recipient? known, RecipientEntry entry, DateTimeOffset now)
    {
        var proof = entry.VerifiedAt is { } verifiedAt ? new AddressVerification(verifiedAt, entry.VerificationMethod!, now) : null;
        if (known is null)
        {
            return new(entry.Id, entry.Address, entry.Name, entry.AccountId, proof, now);
        }

        var later = proof is not null && (known.Verification is null || proof.VerifiedAt > known.Verification.VerifiedAt);
        var merged = known with
        {
            // The proof was made with this spelling, so this is the one that reaches the person.
            Address = later ? entry.Address : known.Address,
            Name = entry.Name ?? known.Name,
            AccountId = entry.AccountId ?? known.AccountId,
            // Who was known as verified before stays so from then on: otherwise a fresh proof would take them out of a notice under way.
            // Only who could not be mailed becomes reachable now: nobody could have told them before.
            Verification = !later ? known.Verification
                : known.Unreachable is { } unreachable && proof!.VerifiedAt >= unreachable.Since ? proof
                : proof! with { RecordedAt = known.Verification?.RecordedAt ?? proof.RecordedAt },
        };
        return later ? ReachabilityRules.AfterProof(merged) : merged;
    }
}
