namespace PolicyNotify.Evidence;

/// <summary>One link of the audit log. Each carries the hash of the one before, so that a removed or altered entry shows.</summary>
/// <param name="Sequence">Its place, counted from 1 without gaps.</param>
/// <param name="At">When it was recorded, in UTC.</param>
/// <param name="Action">What happened.</param>
/// <param name="Subject">What it happened to.</param>
/// <param name="Actor">Who or what did it.</param>
/// <param name="Details">Facts, with keys in ordinal order.</param>
/// <param name="PreviousHash">SHA-256 of the entry before, in lower-case hexadecimal; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 of this entry's canonical JSON without this field, in lower-case hexadecimal.</param>
public sealed record AuditEntry(
    long Sequence,
    DateTimeOffset At,
    string Action,
    string Subject,
    string Actor,
    IReadOnlyDictionary<string, string> Details,
    string PreviousHash,
    string Hash);
