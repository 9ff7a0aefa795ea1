namespace PolicyNotify.Notices;

/// <summary>How far a notice has come, in people: as of each partition's last pass, and before its first as of now.</summary>
/// <param name="Verified">People whose address is verified: each gets one delivery.</param>
/// <param name="Unverified">People whose address is not; they get no mail and have no delivery.</param>
/// <param name="Accepted">Deliveries that the mail system took.</param>
/// <param name="Refused">Deliveries that can never succeed.</param>
/// <param name="Pending">Deliveries still to be made or settled, the unknown ones included.</param>
/// <param name="Unknown">Those of the pending ones that may or may not have been taken.</param>
/// <param name="Later">Those of the verified people who were verified after mailing had started.</param>
public sealed record NoticeCounts(long Verified, long Unverified, long Accepted, long Refused, long Pending, long Unknown, long Later)
{
    /// <summary>Those of the refused ones that were not attempted, because the address is dead or the person complained before.</summary>
    public long Suppressed { get; init; }

    /// <summary>Those of the accepted ones that the person's mail server took, as far as the mail system reports it.</summary>
    public long Delivered { get; init; }

    /// <summary>Those of the accepted ones that came back for good: a recorded permanent failure.</summary>
    public long Bounced { get; init; }

    /// <summary>Those of the accepted ones that came back for a reason that may pass; the person counts as told.</summary>
    public long Blocked { get; init; }

    /// <summary>Those of the accepted ones that the mail system never sent on.</summary>
    public long Dropped { get; init; }

    /// <summary>Those of the accepted ones that the person called unwanted.</summary>
    public long Complained { get; init; }

    /// <summary>Nobody.</summary>
    public static NoticeCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public NoticeCounts Plus(NoticeCounts other) => new(
        Verified + other.Verified,
        Unverified + other.Unverified,
        Accepted + other.Accepted,
        Refused + other.Refused,
        Pending + other.Pending,
        Unknown + other.Unknown,
        Later + other.Later)
    {
        Suppressed = Suppressed + other.Suppressed,
        Delivered = Delivered + other.Delivered,
        Bounced = Bounced + other.Bounced,
        Blocked = Blocked + other.Blocked,
        Dropped = Dropped + other.Dropped,
        Complained = Complained + other.Complained,
    };
}
