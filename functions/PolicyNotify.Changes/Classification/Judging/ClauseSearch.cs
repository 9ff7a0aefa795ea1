using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// Finds the clauses of a text that have a few letters in a row somewhere, whatever the case. A clause is looked into only
/// when all groups of three letters stand in it, which one pass over the text has noted.
/// </summary>
internal sealed class ClauseSearch(PolicyDocument document)
{
    private const int Group = 3;
    private const int BitsOfClause = 512;
    private const int BitsOfPart = 64;
    private const int PartsOfClause = BitsOfClause / BitsOfPart;

    // Letters beyond ASCII that some rules of case take for ASCII letters.
    private const string Doubtful = "\u0130\u0131\u017F\u212A";

    private readonly Dictionary<string, ulong[]> known = new(StringComparer.OrdinalIgnoreCase);
    private ulong[]? groups;

    /// <summary>The clauses that have any of the runs of letters, in the order of the text.</summary>
    public IEnumerable<Clause> Containing(IReadOnlyList<string> letters)
    {
        var sets = new ulong[letters.Count][];
        for (var i = 0; i < sets.Length; i++)
            sets[i] = Holders(letters[i]);
        for (var part = 0; part * BitsOfPart < document.Clauses.Count; part++)
        {
            var any = 0UL;
            foreach (var set in sets)
                any |= set[part];
            for (; any != 0; any &= any - 1)
                yield return document.Clauses[part * BitsOfPart + System.Numerics.BitOperations.TrailingZeroCount(any)];
        }
    }

    // One bit for each clause.
    private ulong[] Holders(string letters)
    {
        if (known.TryGetValue(letters, out var found))
            return found;

        groups ??= GroupsOfClauses();
        Span<ulong> needed = stackalloc ulong[PartsOfClause];
        needed.Clear();
        Note(letters, needed);
        found = new ulong[(document.Clauses.Count + BitsOfPart - 1) / BitsOfPart];
        for (var i = 0; i < document.Clauses.Count; i++)
        {
            if (HasAll(groups.AsSpan(i * PartsOfClause, PartsOfClause), needed) && document.Clauses[i].SourceSpan.Contains(letters, StringComparison.OrdinalIgnoreCase))
                found[i / BitsOfPart] |= 1UL << (i % BitsOfPart);
        }

        return known[letters] = found;
    }

    private ulong[] GroupsOfClauses()
    {
        var all = new ulong[document.Clauses.Count * PartsOfClause];
        for (var i = 0; i < document.Clauses.Count; i++)
        {
            var source = document.Clauses[i].SourceSpan;
            var own = all.AsSpan(i * PartsOfClause, PartsOfClause);
            if (source.IndexOfAny(Doubtful) >= 0)
                own.Fill(ulong.MaxValue);
            else
                Note(source, own);
        }

        return all;
    }

    private static void Note(ReadOnlySpan<char> text, Span<ulong> own)
    {
        var (last, run) = (0u, 0);
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                run = 0;
                continue;
            }

            last = (last << 8 | (uint)(c | 0x20)) & 0xFFFFFF;
            if (++run < Group)
                continue;
            var bit = last * 2654435761u >> 23;
            own[(int)bit / BitsOfPart] |= 1UL << ((int)bit % BitsOfPart);
        }
    }

    private static bool HasAll(ReadOnlySpan<ulong> own, ReadOnlySpan<ulong> needed)
    {
        for (var i = 0; i < needed.Length; i++)
        {
            if ((own[i] & needed[i]) != needed[i])
                return false;
        }

        return true;
    }
}
