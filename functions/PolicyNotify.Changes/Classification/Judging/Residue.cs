using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// What differs between two passages once everything harmless is taken out: words that only stand elsewhere in the
/// sentence, typing errors, names that change throughout.
/// </summary>
internal sealed class Residue
{
    private Residue(Passage old, Passage @new, WordEdits edits)
    {
        Old = old;
        New = @new;
        Edits = edits;
    }

    public Passage Old { get; }

    public Passage New { get; }

    public WordEdits Edits { get; }

    public bool HadMoves { get; private set; }

    public static Residue Of(Passage old, Passage @new)
    {
        var residue = new Residue(old, @new, WordEdits.Between(old.Ids, @new.Ids));
        residue.DropMoved();
        Abbreviations.Drop(old, residue.Edits.Removed);
        Abbreviations.Drop(@new, residue.Edits.Added);
        return residue;
    }

    /// <summary>Whether any word of a run differs.</summary>
    public static bool Touches(bool[] changed, int start, int end) => changed.AsSpan(start, end - start).Contains(true);

    public IEnumerable<int> ChangedWords(Passage side, WordClass kind)
    {
        var changed = ReferenceEquals(side, Old) ? Edits.Removed : Edits.Added;
        for (var i = 0; i < changed.Length; i++)
        {
            if (changed[i] && side.Classes[i] == kind)
                yield return i;
        }
    }

    // A word that went here and came there has moved. An operator has only moved together with the word it acts on.
    private void DropMoved()
    {
        if (!Edits.Removed.Contains(true) || !Edits.Added.Contains(true))
            return;

        var gone = new Dictionary<(int Word, int Next), Queue<int>>();
        for (var i = 0; i < Edits.Removed.Length; i++)
        {
            if (!Edits.Removed[i])
                continue;
            var key = KeyAt(Old, i);
            (gone.TryGetValue(key, out var queue) ? queue : gone[key] = new()).Enqueue(i);
        }

        for (var i = 0; i < Edits.Added.Length; i++)
        {
            if (!Edits.Added[i] || !gone.TryGetValue(KeyAt(New, i), out var queue) || queue.Count == 0)
                continue;
            Edits.Removed[queue.Dequeue()] = false;
            Edits.Added[i] = false;
            HadMoves |= New.Classes[i] is not (WordClass.Neutral or WordClass.Form);
        }
    }

    private static (int Word, int Next) KeyAt(Passage side, int at)
    {
        if (side.Classes[at] is not (WordClass.Operator or WordClass.Quantity))
            return (side.Ids[at], -1);

        var next = at + 1;
        while (next < side.Ids.Length && side.Classes[next] is WordClass.Neutral or WordClass.Form or WordClass.Operator)
            next++;
        return (side.Ids[at], next < side.Ids.Length ? side.Ids[next] : -2);
    }
}
