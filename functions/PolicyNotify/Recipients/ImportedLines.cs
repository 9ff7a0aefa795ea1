namespace PolicyNotify.Recipients;

/// <summary>The lines of an imported file that had one outcome.</summary>
/// <param name="Count">How many records.</param>
/// <param name="Lines">Which, as numbers and ranges such as <c>2-501</c>, counted from 1 with the header as line 1. A record that spans lines is named by all of them.</param>
public sealed record ImportedLines(int Count, IReadOnlyList<string> Lines);
