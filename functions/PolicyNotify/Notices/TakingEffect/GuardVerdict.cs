namespace PolicyNotify.Notices.TakingEffect;

/// <summary>Whether a significant version may take effect, and on what that rests.</summary>
/// <param name="Required">People who had to be told: verified, and known to be so, before the last moment to tell them.</param>
/// <param name="Told">Those whose full notice period has passed.</param>
/// <param name="Unreachable">Those whose mail can never be delivered; that is recorded.</param>
/// <param name="TooLate">Those told so late that their notice period still runs.</param>
/// <param name="Unknown">Those whose mail may or may not have been taken.</param>
/// <param name="Untold">Those whose mail was not taken.</param>
/// <param name="LedgerDigest">SHA-256 over the deliveries settled before <see cref="LedgerBefore"/>, in the order of the ledger's partitions.</param>
internal sealed record GuardVerdict(long Required, long Told, long Unreachable, long TooLate, long Unknown, long Untold, string LedgerDigest)
{
    /// <summary>Told before this moment is told long enough ago; what was settled later is of people the version did not wait for.</summary>
    public DateTimeOffset LedgerBefore { get; init; }

    /// <summary>Those of the unreachable whose mail was accepted and came back for good, or was never sent on for the address's sake.</summary>
    public long Returned { get; init; }

    /// <summary>The first day on which everybody who was told, however late, has had the full notice period; null when nobody was told.</summary>
    public DateOnly? CompleteOn { get; init; }

    /// <summary>Whether everybody has had the full notice period or can never be reached: what the promise asks for.</summary>
    public bool IsMet => Told + Unreachable == Required;

    /// <summary>Whether the promise is met on paper only: not one of those who had to be told could be reached.</summary>
    public bool ReachedNobody => Required > 0 && Unreachable == Required;

    /// <summary>Why the version may not take effect by itself; null when it may.</summary>
    public string? Because => this switch
    {
        { ReachedNobody: true } =>
            $"None of the {NoticeEvents.Number(Required)} people who had to be told could be reached: every delivery was refused or came back for good.",
        { IsMet: true } => null,
        _ => $"Of {NoticeEvents.Number(Required)} people who had to be told, {NoticeEvents.Number(TooLate + Unknown + Untold)} cannot be shown to have had the full notice period: "
            + $"{NoticeEvents.Number(Untold)} not told, {NoticeEvents.Number(Unknown)} with unknown outcome, {NoticeEvents.Number(TooLate)} told too late.",
    };

    public Dictionary<string, string> Details() => new(StringComparer.Ordinal)
    {
        ["hadToBeTold"] = NoticeEvents.Number(Required),
        ["told"] = NoticeEvents.Number(Told),
        ["unreachable"] = NoticeEvents.Number(Unreachable),
        ["returned"] = NoticeEvents.Number(Returned),
        ["ledger"] = LedgerDigest,
        ["ledgerBefore"] = NoticeEvents.Moment(LedgerBefore),
    };
}
