namespace PolicyNotify.Recipients;

/// <summary>How many people are known, and how many of them may be mailed.</summary>
/// <param name="Verified">Recipients whose address is proven to be theirs.</param>
/// <param name="Unverified">Recipients whose address is not; they get no notice.</param>
/// <param name="Unreachable">Those of the verified whom mail does not reach: their address is dead or refused, or they complained.</param>
public sealed record RecipientCounts(long Verified, long Unverified, long Unreachable = 0)
{
    /// <summary>Everybody.</summary>
    public long Total => Verified + Unverified;
}
