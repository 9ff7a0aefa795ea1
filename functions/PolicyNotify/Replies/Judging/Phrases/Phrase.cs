namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>A phrase from a language's file, ready to be looked for.</summary>
/// <param name="Source">The line as written in the file, for reasons and reviews.</param>
/// <param name="Starts">The steps it may begin with; never a gap.</param>
internal sealed record Phrase(string Source, IReadOnlyList<PhraseNode> Starts)
{
    /// <summary>The end (exclusive) of the longest match that begins at a word, or -1.</summary>
    /// <param name="words">The sentence.</param>
    /// <param name="at">Where to begin.</param>
    /// <param name="stopsGap">Words no gap may span: a negation inside would turn the meaning.</param>
    public int Match(IReadOnlyList<Word> words, int at, IReadOnlySet<string> stopsGap) => Longest(Starts, words, at, stopsGap);

    private static int Longest(IReadOnlyList<PhraseNode> nodes, IReadOnlyList<Word> words, int at, IReadOnlySet<string> stopsGap)
    {
        var best = -1;
        foreach (var node in nodes)
            best = Math.Max(best, node.Gap > 0 ? AcrossGap(node, words, at, stopsGap) : AfterWord(node, words, at, stopsGap));
        return best;
    }

    private static int AfterWord(PhraseNode node, IReadOnlyList<Word> words, int at, IReadOnlySet<string> stopsGap)
    {
        if (at >= words.Count || !node.Matches(words[at].Text))
            return -1;
        return Math.Max(node.MayEnd ? at + 1 : -1, Longest(node.Next, words, at + 1, stopsGap));
    }

    private static int AcrossGap(PhraseNode node, IReadOnlyList<Word> words, int at, IReadOnlySet<string> stopsGap)
    {
        var best = -1;
        for (var length = 0; length <= node.Gap && at + length <= words.Count; length++)
        {
            if (length > 0 && (words[at + length - 1].IsComma || stopsGap.Contains(words[at + length - 1].Text)))
                break;
            best = Math.Max(best, Longest(node.Next, words, at + length, stopsGap));
        }

        return best;
    }
}
