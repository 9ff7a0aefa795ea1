using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>The words of one clause without their order, each with the weight it carries in telling clauses apart.</summary>
internal sealed class WordBag
{
    private WordBag(int[] words, int[] counts, int[] weights, int weight)
    {
        Words = words;
        Counts = counts;
        Weights = weights;
        Weight = weight;
    }

    /// <summary>The identities of the words, rising, each once.</summary>
    public int[] Words { get; }

    public int[] Counts { get; }

    public int[] Weights { get; }

    /// <summary>The weight of all words together.</summary>
    public int Weight { get; }

    public static WordBag Of(Clause clause, Identities identities)
    {
        var atoms = clause.Reading.Atoms;
        var identified = new int[atoms.Length];
        var weightOf = new int[atoms.Length];
        var total = 0;
        foreach (var atom in atoms)
        {
            if (char.IsLetterOrDigit(atom.Text[0]))
                (identified[total], weightOf[total++]) = (identities.Of(atom.Text), WeightOf(atom.Text));
        }

        Array.Sort(identified, weightOf, 0, total);
        var counts = new int[total];
        var distinct = 0;
        var weight = 0;
        for (var i = 0; i < total; i++)
        {
            weight += weightOf[i];
            if (distinct > 0 && identified[distinct - 1] == identified[i])
            {
                counts[distinct - 1]++;
                continue;
            }

            (identified[distinct], weightOf[distinct], counts[distinct]) = (identified[i], weightOf[i], 1);
            distinct++;
        }

        return new(identified[..distinct], counts[..distinct], weightOf[..distinct], weight);
    }

    /// <summary>The weight of the words that both bags hold.</summary>
    public int Shared(WordBag other)
    {
        var (i, j, shared) = (0, 0, 0);
        while (i < Words.Length && j < other.Words.Length)
        {
            if (Words[i] == other.Words[j])
            {
                shared += Math.Min(Counts[i], other.Counts[j]) * Weights[i];
                i++;
                j++;
            }
            else if (Words[i] < other.Words[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return shared;
    }

    // Short words are mostly grammar, in any language that has spaces.
    private static int WeightOf(string word) => word.Length <= 3 && !char.IsAsciiDigit(word[0]) && !Typography.IsUnspaced(word[0]) ? 1 : 4;
}
