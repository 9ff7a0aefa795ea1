using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>The words of one side of a change, over all its clauses.</summary>
internal sealed class WordSide
{
    private readonly int[] textStarts;
    private readonly int[] firstAtoms;
    private string? text;

    public WordSide(IReadOnlyList<Clause> clauses)
    {
        Clauses = clauses;
        textStarts = new int[clauses.Count];
        firstAtoms = new int[clauses.Count];
        var (length, count) = (0, 0);
        for (var i = 0; i < clauses.Count; i++)
        {
            (textStarts[i], firstAtoms[i]) = (length, count);
            length += clauses[i].Meaning.Length + 1;
            count += clauses[i].Reading.Atoms.Length;
        }

        Atoms = clauses.Count == 1 ? clauses[0].Reading.Atoms : [.. clauses.SelectMany(clause => clause.Reading.Atoms)];
    }

    public IReadOnlyList<Clause> Clauses { get; }

    public Atom[] Atoms { get; }

    /// <summary>The meanings of the clauses, one a line.</summary>
    public string Text => text ??= TextOf(Clauses);

    /// <summary>The meanings of clauses, one a line.</summary>
    public static string TextOf(IReadOnlyList<Clause> clauses) =>
        clauses.Count == 1 ? clauses[0].Meaning : string.Join('\n', clauses.Select(clause => clause.Meaning));

    /// <summary>The clause to which an atom belongs.</summary>
    public int ClauseOf(int atom)
    {
        // Clauses without atoms share their start with the next one; the last of them has the atom.
        var clause = Array.BinarySearch(firstAtoms, atom);
        if (clause < 0)
            return Math.Max(0, ~clause - 1);
        while (clause + 1 < firstAtoms.Length && firstAtoms[clause + 1] == atom)
            clause++;
        return clause;
    }

    /// <summary>Whether an atom opens a clause.</summary>
    public bool IsFirst(int atom) => Array.BinarySearch(firstAtoms, atom) >= 0;

    /// <summary>Where an atom starts in <see cref="Text"/>; the end of the text past the last one.</summary>
    public int Offset(int atom) =>
        atom >= Atoms.Length ? Text.Length : textStarts[ClauseOf(atom)] + Atoms[atom].Offset;

    /// <summary>The text of a run of atoms.</summary>
    public string Slice(int start, int count)
    {
        if (count == 0)
            return "";

        var last = start + count - 1;
        return Text[Offset(start)..(Offset(last) + Atoms[last].Text.Length)];
    }

    /// <summary>The sentences that a run of atoms touches; for an empty run the one in which it stands.</summary>
    public string SentencesAround(int start, int count)
    {
        if (Atoms.Length == 0)
            return "";

        var first = Math.Min(start, Atoms.Length - 1);
        var last = Math.Max(first, Math.Min(start + count, Atoms.Length) - 1);
        var (from, to) = (ClauseOf(first), ClauseOf(last));
        if (from == to)
            return Touched(from, first, last);

        var sentences = new List<string>(to - from + 1);
        for (var clause = from; clause <= to; clause++)
            sentences.Add(Touched(clause, first, last));
        return string.Join(' ', sentences);
    }

    private string Touched(int clause, int first, int last)
    {
        var low = Offset(first) - textStarts[clause];
        var high = Offset(last) - textStarts[clause];
        var sentences = Clauses[clause].Sentences;
        var from = FirstEndingAfter(sentences, low);
        var to = from;
        while (to + 1 < sentences.Count && sentences[to + 1].Start <= high)
            to++;
        if (from >= sentences.Count)
            return "";

        return from == to ? sentences[from].Text : Clauses[clause].Meaning[sentences[from].Start..sentences[to].End];
    }

    private static int FirstEndingAfter(IReadOnlyList<Sentence> sentences, int place)
    {
        var (low, high) = (0, sentences.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sentences[middle].End > place)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
