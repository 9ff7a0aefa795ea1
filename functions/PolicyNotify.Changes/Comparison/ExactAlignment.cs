using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>Pairs clauses that are equal: letter by letter first, then by meaning, in order and then wherever they went.</summary>
internal static class ExactAlignment
{
    public static void Find(Alignment alignment)
    {
        var (start, oldEnd, newEnd) = PairEqualEnds(alignment);
        if (start == oldEnd || start == newEnd)
            return;

        var sources = new Dictionary<Clause, int>(SourceComparer.Instance);
        PairInOrder(alignment, Enumerable.Range(start, oldEnd - start), Enumerable.Range(start, newEnd - start), clause => Number(sources, clause));
        PairByMeaning(alignment);
    }

    private static (int Start, int OldEnd, int NewEnd) PairEqualEnds(Alignment alignment)
    {
        var (start, oldEnd, newEnd) = (0, alignment.Old.Count, alignment.New.Count);
        while (start < oldEnd && start < newEnd && HaveEqualSource(alignment, start, start))
            alignment.Pair(start, start++);
        while (oldEnd > start && newEnd > start && HaveEqualSource(alignment, oldEnd - 1, newEnd - 1))
            alignment.Pair(--oldEnd, --newEnd);
        return (start, oldEnd, newEnd);
    }

    private static bool HaveEqualSource(Alignment alignment, int old, int @new) =>
        SourceComparer.Instance.Equals(alignment.Old[old], alignment.New[@new]);

    private static void PairByMeaning(Alignment alignment)
    {
        var meanings = new Identities(StringComparer.Ordinal);
        foreach (var (old, @new) in Gaps.Find(alignment))
            PairInOrder(alignment, old, @new, clause => meanings.Of(Meaning(clause)));

        var waiting = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        foreach (var old in alignment.FreeOld().Where(old => alignment.Old[old].Meaning.Length > 0))
        {
            var meaning = Meaning(alignment.Old[old]);
            if (!waiting.TryGetValue(meaning, out var queue))
                waiting[meaning] = queue = new Queue<int>();
            queue.Enqueue(old);
        }

        foreach (var @new in alignment.FreeNew())
        {
            if (waiting.TryGetValue(Meaning(alignment.New[@new]), out var queue) && queue.TryDequeue(out var old))
                alignment.Pair(old, @new);
        }
    }

    private static void PairInOrder(Alignment alignment, IEnumerable<int> old, IEnumerable<int> @new, Func<Clause, int> number)
    {
        int[] oldPlaces = [.. old];
        int[] newPlaces = [.. @new];
        var partners = SequenceMatcher.Match(
            Array.ConvertAll(oldPlaces, place => number(alignment.Old[place])),
            Array.ConvertAll(newPlaces, place => number(alignment.New[place])));
        for (var i = 0; i < partners.Length; i++)
        {
            if (partners[i] >= 0)
                alignment.Pair(oldPlaces[i], newPlaces[partners[i]]);
        }
    }

    // The date of the text itself is the same line whatever day it names.
    private static string Meaning(Clause clause) => clause.IsDateLine ? "\u0001" : clause.Meaning;

    private static int Number(Dictionary<Clause, int> numbers, Clause clause)
    {
        if (!numbers.TryGetValue(clause, out var number))
            numbers[clause] = number = numbers.Count + 1;
        return number;
    }

    private sealed class SourceComparer : IEqualityComparer<Clause>
    {
        public static readonly SourceComparer Instance = new();

        public bool Equals(Clause? x, Clause? y) => x!.SourceSpan.SequenceEqual(y!.SourceSpan);

        public int GetHashCode(Clause clause) => string.GetHashCode(clause.SourceSpan);
    }
}
