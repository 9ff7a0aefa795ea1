namespace PolicyNotify.Changes.Comparison;

/// <summary>A run of atoms of the old and the new side: equal ones when both counts are the same and <see cref="IsEqual"/> holds.</summary>
internal readonly record struct WordRun(bool IsEqual, int OldStart, int OldCount, int NewStart, int NewCount);
