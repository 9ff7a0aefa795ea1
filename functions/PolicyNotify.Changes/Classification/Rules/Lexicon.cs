using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>The words and rules of one language, compiled for matching. Immutable once built.</summary>
internal sealed class Lexicon
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<string> words = [];
    private readonly HashSet<int> light = [];
    private readonly HashSet<int> everyday = [];
    private readonly HashSet<int> lookAlikes = [];
    private readonly Dictionary<int, SortedSet<int>> opened = [];
    private int[] canonical = [];
    private int[]?[] openings = [];

    private Lexicon(string language, IReadOnlyList<LexiconEntry> entries, IReadOnlyDictionary<string, RuleText> rules)
    {
        Language = language;
        Entries = entries;
        Rules = rules;
        Terms = null!;
    }

    public string Language { get; }

    public IReadOnlyList<LexiconEntry> Entries { get; }

    public IReadOnlyDictionary<string, RuleText> Rules { get; }

    public TermTrie Terms { get; private set; }

    /// <summary>How many stems the lexicon numbers; higher numbers belong to a judgement.</summary>
    public int WordCount => words.Count;

    public string StemOf(int id) => words[id];

    public bool TryGetId(string stem, out int id) => ids.TryGetValue(stem, out id);

    /// <summary>The stem that stands for all of its synonyms.</summary>
    public int Canonical(int id) => id < canonical.Length ? canonical[id] : id;

    /// <summary>Whether a word says something by itself, other than function words and fillers.</summary>
    public bool Weighs(int id) => !light.Contains(id);

    /// <summary>Whether a word is one by which a sentence says the same as another sentence without it.</summary>
    public bool IsEveryday(int id) => everyday.Contains(id);

    /// <summary>Whether a word, however close to another in its letters, is no typing error for it.</summary>
    public bool IsLookAlike(int id) => lookAlikes.Contains(id);

    /// <summary>The entries of substance that have a term which begins with a word.</summary>
    public ReadOnlySpan<int> OpenedBy(int id) => id < openings.Length ? openings[id] : default;

    /// <summary>Compiles entries and rules.</summary>
    /// <param name="language">The language they are for.</param>
    /// <param name="entries">All entries of the language.</param>
    /// <param name="rules">The rules by name.</param>
    /// <param name="duplicates">Terms that two entries of the same family claim; each is a mistake in the files.</param>
    public static Lexicon Compile(
        string language,
        IReadOnlyList<LexiconEntry> entries,
        IReadOnlyDictionary<string, RuleText> rules,
        List<(string Term, LexiconEntry First, LexiconEntry Second)> duplicates)
    {
        var lexicon = new Lexicon(language, entries, rules);
        lexicon.NumberSynonyms();
        var builder = new TermTrie.Builder();
        for (var entry = 0; entry < entries.Count; entry++)
        {
            if (entries[entry].Kind is TermKind.Everyday)
                lexicon.everyday.UnionWith(entries[entry].Terms.SelectMany(lexicon.Read).Select(word => word.Id));
            else if (entries[entry].Kind is TermKind.LookAlike)
                lexicon.lookAlikes.UnionWith(entries[entry].Terms.SelectMany(lexicon.Read).Select(word => word.Id));
            else if (entries[entry].Kind is not TermKind.Same)
                lexicon.AddTerms(builder, entry, duplicates);
        }

        lexicon.Terms = builder.Build(lexicon.words.Count);
        lexicon.openings = [.. Enumerable.Range(0, lexicon.words.Count).Select(id => lexicon.opened.TryGetValue(id, out var opens) ? opens.ToArray() : null)];
        return lexicon;
    }

    private void NumberSynonyms()
    {
        var synonyms = Entries.Where(entry => entry.Kind is TermKind.Same).ToList();
        foreach (var stem in synonyms.SelectMany(entry => entry.Terms).Select(Stems.Of))
            _ = NumberOf(stem);

        canonical = [.. Enumerable.Range(0, words.Count)];
        foreach (var entry in synonyms)
        {
            foreach (var term in entry.Terms)
                canonical[ids[Stems.Of(term)]] = ids[Stems.Of(entry.Terms[0])];
        }
    }

    private void AddTerms(TermTrie.Builder builder, int entry, List<(string Term, LexiconEntry First, LexiconEntry Second)> duplicates)
    {
        var (kind, form) = (Entries[entry].Kind, Entries[entry].Form);
        for (var term = 0; term < Entries[entry].Terms.Count; term++)
        {
            var text = Entries[entry].Terms[term];
            var words = Read(text);
            if (words.Length == 1 && (kind is TermKind.Neutral || Entries[entry].Id is "you-and-we"))
                light.Add(words[0].Id);
            if (kind is TermKind.Substance && words.Length > 0)
                (opened.TryGetValue(words[0].Id, out var entries) ? entries : opened[words[0].Id] = []).Add(entry);
            var before = builder.Add(words, entry, kind, form, term);
            if (before >= 0)
                duplicates.Add((text, Entries[before], Entries[entry]));
        }
    }

    // Numbers the words of a term for good; a judgement's own table would forget them.
    private Word[] Read(string text)
    {
        var table = new WordTable(this, null);
        var split = new WordSplitter(table).Split(text);
        var stems = Array.ConvertAll(split, word => table.StemOf(word.Id));
        return [.. split.Select((word, at) => word with { Id = NumberOf(stems[at]) })];
    }

    private int NumberOf(string stem)
    {
        if (ids.TryGetValue(stem, out var id))
            return Canonical(id);

        ids[stem] = words.Count;
        words.Add(stem);
        return words.Count - 1;
    }
}
