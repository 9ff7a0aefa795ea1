using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// Which words, roots and openings of terms stand in a text, each as one bit. Several may share a bit: what shows may be
/// there, what does not show is not.
/// </summary>
internal sealed class WordTraces(Lexicon lexicon, WordTable table)
{
    public const int None = -1;
    private const int Places = 512;
    private const int LeastRoot = 5;

    private readonly int length = (2 * Places + lexicon.Entries.Count + 63) / 64;

    public static int OfWord(int id) => (int)((uint)id * 2654435761u >> 23);

    /// <summary>The trace of all words that begin as a stem does; none for a short stem, which shares its root with none.</summary>
    public static int OfRoot(string stem) => stem.Length < LeastRoot ? None
        : Places + (int)((((((stem[0] * 31u) + stem[1]) * 31 + stem[2]) * 31 + stem[3]) * 31 + stem[4]) * 2654435761u >> 23);

    public static int OfEntry(int entry) => 2 * Places + entry;

    public static bool Shows(ulong[] traces, int bit) => bit >= 0 && (traces[bit >> 6] >> (bit & 63) & 1) != 0;

    public static ulong[] Join(ulong[] one, ulong[] other)
    {
        var both = new ulong[one.Length];
        for (var i = 0; i < both.Length; i++)
            both[i] = one[i] | other[i];
        return both;
    }

    /// <summary>The traces of all sentences together.</summary>
    public ulong[] Join(List<SplitSentence> sentences)
    {
        if (sentences.Count == 1)
            return sentences[0].Traces;

        var all = new ulong[length];
        foreach (var sentence in sentences)
        {
            for (var i = 0; i < all.Length; i++)
                all[i] |= sentence.Traces[i];
        }

        return all;
    }

    public ulong[] Of(Word[] words)
    {
        var traces = new ulong[length];
        foreach (var word in words)
            Note(word.Id, traces);
        return traces;
    }

    private void Note(int id, ulong[] traces)
    {
        Set(traces, OfWord(id));
        var root = OfRoot(table.StemOf(id));
        if (root >= 0)
            Set(traces, root);
        foreach (var entry in lexicon.OpenedBy(id))
            Set(traces, OfEntry(entry));
    }

    private static void Set(ulong[] traces, int bit) => traces[bit >> 6] |= 1UL << (bit & 63);
}
