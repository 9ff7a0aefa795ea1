namespace PolicyNotify.Benchmarks.Compare;

/// <summary>Two versions to compare.</summary>
internal sealed record TextPair(string Id, string Old, string New);
