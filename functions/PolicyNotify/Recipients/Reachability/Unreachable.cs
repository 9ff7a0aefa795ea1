namespace PolicyNotify.Recipients.Reachability;

/// <summary>That a person cannot be reached by e-mail any more.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Since">Since when, in UTC; a proof of the address that is younger ends it.</param>
/// <param name="Code">The mail system's code, such as <c>5.1.1</c>; null when it gave none.</param>
/// <param name="Source">What it is known from, such as <c>privacy-2.0</c>.</param>
public sealed record Unreachable(UnreachableCause Cause, DateTimeOffset Since, string? Code, string? Source);
