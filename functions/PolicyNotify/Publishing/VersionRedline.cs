using PolicyNotify.Changes.Redlines;

namespace PolicyNotify.Publishing;

/// <summary>What changed from one published version to another.</summary>
/// <param name="From">The earlier version, or whichever the caller wants to start from.</param>
/// <param name="To">The version to arrive at.</param>
/// <param name="Redline">The change, laid out for reading.</param>
public sealed record VersionRedline(PolicyVersion From, PolicyVersion To, Redline Redline);
