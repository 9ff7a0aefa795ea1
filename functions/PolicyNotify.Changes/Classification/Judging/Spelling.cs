namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Tells typing errors from other words.</summary>
internal static class Spelling
{
    // Endings and beginnings that turn a word into its opposite are never typing errors.
    private static readonly string[] Opposites = ["un", "in", "im", "ir", "il", "dis", "non", "mis", "anti", "de", "ab", "mal"];

    private static readonly string[] Doers = ["er", "or", "ee", "nel"];

    /// <summary>Whether one word is most likely the other with a typing error in it.</summary>
    public static bool IsSlip(string one, string other)
    {
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        if (IsDoubled(shorter, longer))
            return true;
        if (shorter.Length < 4 || longer.Length - shorter.Length > 2 || shorter.Any(char.IsAsciiDigit) || longer.Any(char.IsAsciiDigit))
            return false;
        if (IsOpposite(shorter, longer))
            return false;

        var allowed = shorter.Length >= 7 ? 2 : 1;
        return Distance(shorter, longer, allowed) <= allowed;
    }

    /// <summary>Whether one letter was put in, left out or taken for another.</summary>
    public static bool IsOneEdit(string one, string other) =>
        one.Length <= other.Length ? Distance(one, other, 1) <= 1 : Distance(other, one, 1) <= 1;

    /// <summary>Whether two words differ in one letter that stands in the place of another.</summary>
    public static bool IsExchange(string one, string other) =>
        one.Length == other.Length && Enumerable.Range(0, one.Length).Count(at => one[at] != other[at]) == 1;

    /// <summary>Whether a word names who does something or to whom it is done: an employer is no employee.</summary>
    public static bool IsDoer(string word) => Array.Exists(Doers, ending => word.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Whether one word is the other with a beginning that turns it round: <c>lawful</c> and <c>unlawful</c>.</summary>
    public static bool IsOpposite(string one, string other)
    {
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        return Array.Exists(Opposites, prefix => longer.Length == prefix.Length + shorter.Length
            && longer.StartsWith(prefix, StringComparison.Ordinal) && longer.EndsWith(shorter, StringComparison.Ordinal));
    }

    /// <summary>Whether two words have the same root: a long common beginning and short endings.</summary>
    public static bool HasSameRoot(string one, string other)
    {
        var common = one.AsSpan().CommonPrefixLength(other);
        return common >= 5 && one.Length - common <= 4 && other.Length - common <= 4;
    }

    // "ffor": one letter typed twice.
    private static bool IsDoubled(string shorter, string longer)
    {
        var common = shorter.AsSpan().CommonPrefixLength(longer);
        return shorter.Length >= 3 && longer.Length == shorter.Length + 1 && common > 0 && longer[common] == longer[common - 1]
            && longer.AsSpan(common + 1).SequenceEqual(shorter.AsSpan(common));
    }

    // Edit distance with exchanged neighbours counted as one edit.
    private static int Distance(string one, string other, int limit)
    {
        var before = new int[other.Length + 1];
        var current = new int[other.Length + 1];
        var twoBefore = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
            current[j] = j;

        for (var i = 1; i <= one.Length; i++)
        {
            (twoBefore, before, current) = (before, current, twoBefore);
            current[0] = i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], before[j]) + 1, before[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    current[j] = Math.Min(current[j], twoBefore[j - 2] + 1);
                least = Math.Min(least, current[j]);
            }

            if (least > limit)
                return limit + 1;
        }

        return current[other.Length];
    }
}
