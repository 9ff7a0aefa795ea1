using System.Collections.Frozen;

namespace PolicyNotify.Changes.Documents;

/// <summary>The names of the front matter fields.</summary>
internal static class FrontMatterNames
{
    public static readonly IReadOnlyList<string> InOrder =
        ["title", "effective", "timezone", "summary", "language", "significance", "reason", "approved-by"];

    public static readonly FrozenSet<string> Known = InOrder.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The field somebody probably meant by an unknown name; null when none is near.</summary>
    public static string? Nearest(string name)
    {
        var plain = name.Replace('_', '-').ToLowerInvariant();
        return InOrder.FirstOrDefault(known =>
            known == plain
            || known.Replace("-", "", StringComparison.Ordinal) == plain.Replace("-", "", StringComparison.Ordinal)
            || (plain.Length > 3 && (known.StartsWith(plain, StringComparison.Ordinal) || plain.StartsWith(known, StringComparison.Ordinal)))
            || (Math.Abs(plain.Length - known.Length) <= 1 && plain.Length > 3 && Distance(plain, known) <= 2));
    }

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(diagonal, row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
