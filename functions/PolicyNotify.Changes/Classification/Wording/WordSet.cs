using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>A few words of the lexicon, asked for at every word of a text: one look into a table for each answer.</summary>
internal sealed class WordSet
{
    private readonly bool[] holds;

    private WordSet(bool[] holds) => this.holds = holds;

    /// <summary>The stems of words; those that the lexicon does not know stand in no text as its words.</summary>
    public static WordSet Of(Lexicon lexicon, params ReadOnlySpan<string> words)
    {
        var holds = new bool[lexicon.WordCount];
        foreach (var word in words)
        {
            if (lexicon.TryGetId(Stems.Of(word), out var id))
                holds[lexicon.Canonical(id)] = true;
        }

        return new(holds);
    }

    public bool Contains(int id) => id < holds.Length && holds[id];
}
