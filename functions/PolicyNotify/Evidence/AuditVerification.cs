namespace PolicyNotify.Evidence;

/// <summary>What walking the audit log found.</summary>
/// <param name="IsIntact">Whether every link holds.</param>
/// <param name="Entries">How many entries hold, from the first one on.</param>
/// <param name="LastHash">The hash of the last entry that holds. Kept elsewhere, it proves later that nothing before it was rewritten.</param>
/// <param name="FirstBroken">The sequence number of the first entry that does not hold; null when all do.</param>
/// <param name="Problem">What is wrong with it, in one sentence; null when nothing is.</param>
public sealed record AuditVerification(bool IsIntact, long Entries, string LastHash, long? FirstBroken, string? Problem);
