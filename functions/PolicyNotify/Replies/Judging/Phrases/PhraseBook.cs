namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>The phrases of one language, found by their first word.</summary>
internal sealed class PhraseBook
{
    private const int StemKey = 2;

    private readonly Dictionary<string, List<Entry>> byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Entry>> byStem = new(StringComparer.Ordinal);
    private readonly HashSet<string> vocabulary = new(StringComparer.Ordinal);
    private readonly HashSet<string> stopsGap = new(StringComparer.Ordinal);

    public PhraseBook(LanguageFile file)
    {
        Language = file.Language;
        Lines = file.Lines;
        Spellings = file.Spellings;
        Slips = file.Slips;
        foreach (var (role, phrase) in file.Phrases)
        {
            Index(role, phrase);
            Learn(phrase.Starts, []);
        }
    }

    /// <summary>ISO 639-1.</summary>
    public string Language { get; }

    /// <summary>What mail programs write in this language around a quotation.</summary>
    public LineMarks Lines { get; }

    /// <summary>The words that are recognised with a slip of the pen.</summary>
    public IReadOnlyList<string> Spellings { get; }

    /// <summary>Miswritten words, each with the word that is meant.</summary>
    public IReadOnlyDictionary<string, string> Slips { get; }

    /// <summary>Every word that stands in a phrase.</summary>
    public IReadOnlySet<string> Vocabulary => vocabulary;

    /// <summary>Every phrase in a sentence, in order.</summary>
    public IReadOnlyList<PhraseHit> Find(IReadOnlyList<Word> words)
    {
        List<PhraseHit>? hits = null;
        for (var at = 0; at < words.Count; at++)
        {
            var text = words[at].Text;
            if (byWord.TryGetValue(text, out var exact))
                Try(exact, words, at, ref hits);
            if (text.Length >= StemKey && byStem.TryGetValue(text[..StemKey], out var stems))
                Try(stems, words, at, ref hits);
        }

        return hits ?? [];
    }

    private void Try(List<Entry> entries, IReadOnlyList<Word> words, int at, ref List<PhraseHit>? hits)
    {
        foreach (var (role, phrase) in entries)
        {
            if (phrase.Match(words, at, stopsGap) is var end and > 0)
                (hits ??= []).Add(new PhraseHit(role, phrase, at, end));
        }
    }

    private void Index(PhraseRole role, Phrase phrase)
    {
        foreach (var start in phrase.Starts.DistinctBy(node => (node.Text, node.IsStem)))
        {
            // A negation inside a gap would turn the meaning of the phrase around it.
            if (role is PhraseRole.Negation && start is { IsStem: false, MayEnd: true })
                stopsGap.Add(start.Text);

            var (index, key) = start.IsStem ? (byStem, start.Text[..Math.Min(StemKey, start.Text.Length)]) : (byWord, start.Text);
            if (!index.TryGetValue(key, out var entries))
                index[key] = entries = [];
            if (!entries.Contains(new Entry(role, phrase)))
                entries.Add(new Entry(role, phrase));
        }
    }

    private void Learn(IReadOnlyList<PhraseNode> nodes, HashSet<PhraseNode> seen)
    {
        foreach (var node in nodes.Where(seen.Add))
        {
            vocabulary.Add(node.Text);
            Learn(node.Next, seen);
        }
    }

    private readonly record struct Entry(PhraseRole Role, Phrase Phrase);
}
