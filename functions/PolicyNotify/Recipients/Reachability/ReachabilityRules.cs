namespace PolicyNotify.Recipients.Reachability;

/// <summary>What reports about an address and proofs of it make of a person, in whatever order they come.</summary>
internal static class ReachabilityRules
{
    /// <summary>The person after a report. One that is older than the proof of the address says nothing about the address as it is now.</summary>
    public static Recipient AfterReport(Recipient recipient, AddressReport report)
    {
        if (report.Cause is UnreachableCause.Refused ? !Stands(recipient, report.At) : recipient.Verification?.VerifiedAt >= report.At)
        {
            return recipient;
        }

        return report.Cause is { } cause
            ? recipient with { Unreachable = Earlier(recipient.Unreachable, new(cause, report.At, report.Code, report.Source)) }
            : recipient with { SoftBounceMarks = recipient.SoftBounceMarks.With(report.Mark) };
    }

    /// <summary>Whether a refusal of the address at a moment still says something: neither was it proven since, nor was mail to it taken again.</summary>
    public static bool Stands(Recipient recipient, DateTimeOffset refusedAt) =>
        !(recipient.Verification?.VerifiedAt >= refusedAt) && !(recipient.TakenAgainAt >= refusedAt);

    /// <summary>The person after the mail system took a mail, at a moment, to an address that it had refused before.</summary>
    public static Recipient AfterTaken(Recipient recipient, DateTimeOffset at) =>
        recipient.Unreachable is { Cause: UnreachableCause.Refused } refused && refused.Since < at ? recipient with { Unreachable = null, TakenAgainAt = at } : recipient;

    /// <summary>The person after a later proof of the address: what was known against the address before it is settled.</summary>
    public static Recipient AfterProof(Recipient recipient) => recipient with
    {
        Unreachable = recipient.Unreachable is { } known && recipient.Verification!.VerifiedAt < known.Since ? known : null,
        SoftBounceMarks = SoftBounceMarks.None,
    };

    private static Unreachable Earlier(Unreachable? known, Unreachable reported)
    {
        // A refusal may be the mail system's own fault: it never outweighs what is known of the address itself.
        if (known is null || (known.Cause is UnreachableCause.Refused && reported.Cause is not UnreachableCause.Refused))
        {
            return reported;
        }

        if (reported.Cause is UnreachableCause.Refused && known.Cause is not UnreachableCause.Refused)
        {
            return known;
        }

        var order = known.Since.CompareTo(reported.Since);
        order = order != 0 ? order : known.Cause.CompareTo(reported.Cause);
        order = order != 0 ? order : string.CompareOrdinal(known.Code, reported.Code);
        order = order != 0 ? order : string.CompareOrdinal(known.Source, reported.Source);
        return order <= 0 ? known : reported;
    }
}
