namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>One step of a compiled phrase: a word, a stem, or a gap of a few words.</summary>
internal sealed class PhraseNode
{
    public string Text { get; init; } = string.Empty;

    public bool IsStem { get; init; }

    /// <summary>How many words a gap may span; 0 for a word.</summary>
    public int Gap { get; init; }

    /// <summary>What may follow.</summary>
    public List<PhraseNode> Next { get; init; } = [];

    /// <summary>Whether the phrase may end after this step.</summary>
    public bool MayEnd { get; init; }

    public bool Matches(string word) => IsStem ? word.StartsWith(Text, StringComparison.Ordinal) : word.Equals(Text, StringComparison.Ordinal);
}
