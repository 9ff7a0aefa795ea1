using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>
/// Numbers the stems of one judgement, starting from those the lexicon knows. Kept for one judgement only, so that a
/// service that judges for years does not remember every word it ever saw.
/// </summary>
internal sealed class WordTable
{
    private readonly Lexicon lexicon;
    private readonly KnownForms? known;
    private readonly Dictionary<string, int> stems = new(StringComparer.Ordinal);
    private readonly List<string> names = [];
    private readonly Dictionary<string, (int First, int Second)> forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int First, int Second)>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public WordTable(Lexicon lexicon, KnownForms? known)
    {
        this.lexicon = lexicon;
        this.known = known;
        lookup = forms.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The stem, or the two stems of a contraction; the second is -1 when there is one only, both when there is none.</summary>
    public (int First, int Second) IdsOf(ReadOnlySpan<char> word)
    {
        (int First, int Second) ids;
        if ((known is not null && known.TryGet(word, out ids)) || lookup.TryGetValue(word, out ids))
            return ids;

        var text = word.ToString();
        var (first, second) = Contractions.Split(text);
        ids = (first.Length == 0 ? -1 : StemId(first), second is null ? -1 : StemId(second));
        if (known is null || ids.First >= lexicon.WordCount || ids.Second >= lexicon.WordCount || !known.Add(text, ids))
            forms[text] = ids;
        return ids;
    }

    /// <summary>The stem a number stands for.</summary>
    public string StemOf(int id) => id < lexicon.WordCount ? lexicon.StemOf(id) : names[id - lexicon.WordCount];

    /// <summary>The number of something that is no word of the language: a number, a name, an address.</summary>
    public int LiteralId(string text)
    {
        if (lexicon.TryGetId(text, out var id) || stems.TryGetValue(text, out id))
            return id;

        id = lexicon.WordCount + names.Count;
        stems[text] = id;
        names.Add(text);
        return id;
    }

    private int StemId(string word)
    {
        var id = LiteralId(Stems.Of(word));
        return lexicon.Canonical(id);
    }
}
