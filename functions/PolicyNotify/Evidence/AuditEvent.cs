namespace PolicyNotify.Evidence;

/// <summary>A change of state, to be recorded once.</summary>
/// <param name="Key">Identifies the change; recording the same key again changes nothing, so a repeated step leaves one entry.</param>
/// <param name="Action">What happened, such as <c>version.published</c>.</param>
/// <param name="Subject">What it happened to, such as <c>privacy/2.0</c>.</param>
/// <param name="Actor">Who or what did it.</param>
/// <param name="Details">Facts worth proving later. No addresses: identifiers and hashes only.</param>
internal sealed record AuditEvent(string Key, string Action, string Subject, Actor Actor, IReadOnlyDictionary<string, string> Details);
