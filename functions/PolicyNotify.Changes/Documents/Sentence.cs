namespace PolicyNotify.Changes.Documents;

/// <summary>One sentence of a clause.</summary>
/// <param name="Start">Where it starts in the clause's meaning, in characters.</param>
/// <param name="Text">Its words, form removed.</param>
public readonly record struct Sentence(int Start, string Text)
{
    /// <summary>Where it ends in the clause's meaning, in characters, exclusive.</summary>
    public int End => Start + Text.Length;
}
