using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>One sentence of a changed clause, read with the lexicon.</summary>
internal sealed class Reading(Clause clause, string text, Word[] words)
{
    private const int LongestColumnHead = 12;

    public Clause Clause { get; } = clause;

    public string Text { get; } = text;

    public Word[] Words { get; } = words;

    /// <summary>What each word weighs.</summary>
    public WordClass[] Classes { get; } = new WordClass[words.Length];

    /// <summary>The entry each word belongs to among ordinary words and topics; -1 when to none.</summary>
    public int[] Groups { get; } = NoGroups(words.Length);

    public List<Found> Substance { get; } = [];

    public List<Found> Operators { get; } = [];

    public List<Quantity> Quantities { get; } = [];

    /// <summary>One bit for each <see cref="FormKind"/> found.</summary>
    public int Forms { get; set; }

    /// <summary>How many words belong to phrases of the web page around the text.</summary>
    public int ChromeWords { get; set; }

    /// <summary>The words that weigh something, sorted, for telling how alike two sentences are.</summary>
    public int[] Weighty { get; set; } = [];

    private static int[] NoGroups(int count)
    {
        var groups = new int[count];
        Array.Fill(groups, -1);
        return groups;
    }

    public bool Is(FormKind form) => (Forms & (1 << (int)form)) != 0;

    public bool IsHeading => Clause.Kind is ClauseKind.Heading;

    /// <summary>Whether it does no more than name the columns of a table.</summary>
    public bool IsColumnHead =>
        Clause.IsTableHead && Words.Length <= LongestColumnHead && Quantities.Count == 0
        && (Substance.Count == 0 || (Operators.Count == 0 && Count(WordClass.Name) + Count(WordClass.Unknown) <= (Words.Length >= 5 ? 1 : 0)));

    public int Count(WordClass kind)
    {
        var count = 0;
        foreach (var found in Classes)
            count += found == kind ? 1 : 0;
        return count;
    }

    public string Surface(int start, int end) =>
        start >= end ? "" : Text[Words[start].Start..(Words[end - 1].Start + Words[end - 1].Length)];
}
