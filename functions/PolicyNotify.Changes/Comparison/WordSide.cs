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
    public string Text => text ??= Clauses.Count == 1 ? Clauses[0].Meaning : string.Join('\n', Clauses.Select(clause => clause.Meaning));

    /// <summary>The clause to which an atom belongs.</summary>
    public int ClauseOf(int atom)
    {
        var clause = firstAtoms.Length - 1;
        while (clause > 0 && firstAtoms[clause] > atom)
            clause--;
        return clause;
    }

    /// <summary>Whether an atom opens a clause.</summary>
    public bool IsFirst(int atom) => Array.IndexOf(firstAtoms, atom) >= 0;

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
        return string.Join(' ', Enumerable.Range(from, to - from + 1).SelectMany(clause => Touched(clause, first, last)));
    }

    private IEnumerable<string> Touched(int clause, int first, int last)
    {
        var low = Offset(first) - textStarts[clause];
        var high = Offset(last) - textStarts[clause];
        return Clauses[clause].Sentences.Where(sentence => sentence.Start <= high && sentence.End > low).Select(sentence => sentence.Text);
    }
}
