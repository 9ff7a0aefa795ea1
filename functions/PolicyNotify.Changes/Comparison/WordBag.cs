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
        var counts = new SortedDictionary<int, (int Count, int Weight)>();
        foreach (var atom in clause.Reading.Atoms)
        {
            if (!char.IsLetterOrDigit(atom.Text[0]))
                continue;

            var word = identities.Of(atom.Text.ToLowerInvariant());
            counts[word] = (counts.TryGetValue(word, out var known) ? known.Count + 1 : 1, WeightOf(atom.Text));
        }

        return new(
            [.. counts.Keys],
            [.. counts.Values.Select(value => value.Count)],
            [.. counts.Values.Select(value => value.Weight)],
            counts.Values.Sum(value => value.Count * value.Weight));
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
