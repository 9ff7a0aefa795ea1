namespace PolicyNotify.Changes.Comparison;

/// <summary>A run of atoms of the old and the new side.</summary>
/// <param name="Kind">Whether the two sides say the same here.</param>
/// <param name="OldStart">The first atom on the old side.</param>
/// <param name="OldCount">How many there are on the old side.</param>
/// <param name="NewStart">The first atom on the new side.</param>
/// <param name="NewCount">How many there are on the new side.</param>
internal readonly record struct WordRun(WordRunKind Kind, int OldStart, int OldCount, int NewStart, int NewCount)
{
    public bool IsEqual => Kind is WordRunKind.Equal;
}
