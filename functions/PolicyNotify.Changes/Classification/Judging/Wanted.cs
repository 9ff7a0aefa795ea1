namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>What a text must show for a word to be said there.</summary>
/// <param name="Bit">The trace of the word, or of the terms that say the same.</param>
/// <param name="OtherBit">The trace of words with the same root; none where only the word itself counts.</param>
/// <param name="IsDispensable">Whether a few such words may be missing.</param>
internal readonly record struct Wanted(int Bit, int OtherBit, bool IsDispensable);
