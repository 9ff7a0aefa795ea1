using PolicyNotify.Changes.Classification;
using PolicyNotify.Cli.Terminal;

namespace PolicyNotify.Cli.Policies;

/// <summary>Why a change is minor or significant, for people: one line a reason, then the words it rests on.</summary>
internal static class ReasonWords
{
    private const int ShownWords = 160;

    public static void Write(Answer answer, IReadOnlyList<Reason> reasons)
    {
        if (reasons.Count == 0)
            return;
        answer.Heading("Reasons");
        foreach (var reason in reasons)
            foreach (var line in Lines(reason))
                answer.Line($"  {line}");
    }

    public static IEnumerable<string> Lines(Reason reason)
    {
        var section = reason.Section.Length == 0 ? "" : $" (in \"{reason.Section}\")";
        yield return $"{Words.Of(reason.Significance)}, {Words.Of(reason.Category)}: {reason.Message}{section}";
        if (reason.OldText is { } old)
            yield return $"  - {Shorten(old)}";
        if (reason.NewText is { } now)
            yield return $"  + {Shorten(now)}";
    }

    private static string Shorten(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ShownWords ? line : string.Concat(line.AsSpan(0, ShownWords), "…");
    }
}
