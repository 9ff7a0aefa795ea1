using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Finds where a document says a sentence word by word.</summary>
internal sealed class SentenceSearch(PolicyDocument document)
{
    private const int FewQuestions = 64;
    private const int MostPlaces = 20;

    private Dictionary<string, List<Clause>>? sentences;
    private int questions;

    /// <summary>The clauses that hold the sentence, a few of them at most.</summary>
    public List<Clause> Holding(string sentence)
    {
        // Most of a document is never read (it is equal in both versions), so clauses are first asked for one rare word.
        // Where many sentences ask, reading all of it once is cheaper.
        var text = Bare(sentence);
        if (++questions > FewQuestions)
            return (sentences ??= AllSentences()).GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known) ? known : [];

        var found = new List<Clause>();
        var rarest = LongestWord(text);
        foreach (var clause in document.Clauses)
        {
            if (!clause.SourceSpan.Contains(rarest, StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var one in clause.Sentences)
            {
                if (Bare(one.Text).Equals(text, StringComparison.OrdinalIgnoreCase))
                    Add(found, clause);
            }
        }

        return found;
    }

    private Dictionary<string, List<Clause>> AllSentences()
    {
        var all = new Dictionary<string, List<Clause>>(StringComparer.OrdinalIgnoreCase);
        var lookup = all.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var clause in document.Clauses)
        {
            foreach (var sentence in clause.Sentences)
            {
                if (lookup.TryGetValue(Bare(sentence.Text), out var known))
                    Add(known, clause);
                else
                    lookup[Bare(sentence.Text)] = [clause];
            }
        }

        return all;
    }

    // A text of equal lines needs no more than a few of their places.
    private static void Add(List<Clause> known, Clause clause)
    {
        if (known.Count < MostPlaces)
            known.Add(clause);
    }

    private static ReadOnlySpan<char> Bare(string sentence) => sentence.AsSpan().TrimEnd(".;,");

    private static ReadOnlySpan<char> LongestWord(ReadOnlySpan<char> text)
    {
        var longest = text[..0];
        for (var start = 0; start < text.Length;)
        {
            var length = text[start..].IndexOfAnyExceptInRange('a', 'z');
            length = length < 0 ? text.Length - start : length;
            if (length > longest.Length)
                longest = text.Slice(start, length);
            start += length + 1;
        }

        return longest;
    }
}
