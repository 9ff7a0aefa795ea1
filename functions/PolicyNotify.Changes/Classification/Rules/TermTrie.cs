using System.Numerics;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>
/// All terms of a language in one tree of stems, so that a sentence is matched against thousands of terms in one pass.
/// </summary>
internal sealed class TermTrie
{
    // Asked at every word of every text: the first step is one look into a table, the others go by a table of hashes of
    // twice the size, in which a place that is taken sends on to the next one.
    private readonly int[] firsts;
    private readonly long[] keys;
    private readonly int[] nodes;
    private readonly int shift;
    private readonly Leaf[] leaves;

    private TermTrie(Dictionary<long, int> children, Leaf[] leaves, int wordCount)
    {
        this.leaves = leaves;
        firsts = new int[wordCount];
        var bits = BitOperations.Log2((uint)children.Count + 1) + 2;
        (keys, nodes, shift) = (new long[1 << bits], new int[1 << bits], 64 - bits);
        foreach (var (key, node) in children)
        {
            leaves[key >> 32].HasMore = true;
            if (key >> 32 == 0)
            {
                firsts[(int)(uint)key] = node;
                continue;
            }

            var place = Place(key);
            while (nodes[place] != 0)
                place = (place + 1) & (nodes.Length - 1);
            (keys[place], nodes[place]) = (key, node);
        }
    }

    /// <summary>The longest terms that start at a word, one for each family of kinds.</summary>
    public void MatchAt(Word[] words, int start, ref TermMatches matches)
    {
        matches = default;
        if (words[start].Id >= firsts.Length)
            return;

        var node = firsts[words[start].Id];
        for (var i = start; node != 0; node = Child(node, words[i].Id))
        {
            ref readonly var leaf = ref leaves[node];
            var length = i - start + 1;
            if (leaf.Substance > 0)
                matches.Substance = new(leaf.Substance - 1, leaf.SubstanceTerm, length);
            if (leaf.Operator > 0)
                matches.Operator = new(leaf.Operator - 1, 0, length);
            if (leaf.Plain > 0)
                matches.Plain = new(leaf.Plain - 1, 0, length);
            if (leaf.Unit > 0)
                matches.Unit = new(leaf.Unit - 1, 0, length);
            if (leaf.Form != 0)
                matches.Form = new(leaf.Form, 0, length);
            if (!leaf.HasMore || ++i == words.Length)
                return;
        }
    }

    private int Child(int node, int word)
    {
        var key = Key(node, word);
        for (var place = Place(key); nodes[place] != 0; place = (place + 1) & (nodes.Length - 1))
        {
            if (keys[place] == key)
                return nodes[place];
        }

        return 0;
    }

    private int Place(long key) => (int)((ulong)key * 0x9E3779B97F4A7C15UL >> shift);

    private static long Key(int node, int word) => ((long)node << 32) | (uint)word;

    /// <summary>What ends at a node. Entries are stored plus one, so that zero means none.</summary>
    internal struct Leaf
    {
        public int Substance;
        public int SubstanceTerm;
        public int Operator;
        public int Plain;
        public TermKind PlainKind;
        public int Unit;
        public int Form;
        public bool HasMore;
    }

    internal sealed class Builder
    {
        private readonly Dictionary<long, int> children = [];
        private readonly List<Leaf> leaves = [default];

        /// <summary>Adds a term; says which entry of the same family held it already, or -1.</summary>
        public int Add(ReadOnlySpan<Word> term, int entry, TermKind kind, FormKind form, int termIndex)
        {
            var node = 0;
            foreach (var word in term)
            {
                var key = Key(node, word.Id);
                if (!children.TryGetValue(key, out var next))
                {
                    next = leaves.Count;
                    leaves.Add(default);
                    children[key] = next;
                }

                node = next;
            }

            var leaf = leaves[node];
            var before = -1;
            switch (kind)
            {
                case TermKind.Substance:
                    before = leaf.Substance - 1;
                    (leaf.Substance, leaf.SubstanceTerm) = (entry + 1, termIndex);
                    break;
                case TermKind.Operator:
                    before = leaf.Operator - 1;
                    leaf.Operator = entry + 1;
                    break;
                case TermKind.Unit:
                    before = leaf.Unit - 1;
                    leaf.Unit = entry + 1;
                    break;
                case TermKind.Form:
                    leaf.Form |= 1 << (int)form;
                    break;
                default:
                    // The weightier kind wins, whichever file was read first.
                    if (leaf.Plain == 0 || kind >= leaf.PlainKind)
                        (leaf.Plain, leaf.PlainKind) = (entry + 1, kind);
                    break;
            }

            leaves[node] = leaf;
            return before == entry ? -1 : before;
        }

        public TermTrie Build(int wordCount) => new(children, [.. leaves], wordCount);
    }
}
