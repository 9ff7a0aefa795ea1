using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// Finds the menus that were copied with a page: short lines in a row that stand before the first sentence of the text, or
/// several of which are known entries of menus ("Careers", "Log in").
/// </summary>
internal sealed class Menus(PolicyDocument document, SentenceReader reader)
{
    private const int LongestEntry = 45;
    private const int LeastEntries = 4;
    private const int LeastKnown = 2;
    private const int LeastSentence = 60;

    private readonly Dictionary<int, bool> runs = [];
    private int? firstSentence;

    /// <summary>Whether the clause belongs to a menu.</summary>
    public bool Holds(Clause clause)
    {
        if (clause.Kind is ClauseKind.Paragraph && clause.Index < FirstSentence() && clause.Meaning.Length > 0 && char.IsLetterOrDigit(clause.Meaning[^1]) && clause.Meaning.Length > LongestEntry)
            return true;
        if (!IsEntry(clause))
            return false;

        var (first, last) = (clause.Index, clause.Index);
        while (first > 0 && IsEntry(document.Clauses[first - 1]))
            first--;
        if (runs.TryGetValue(first, out var known))
            return known;
        while (last + 1 < document.Clauses.Count && IsEntry(document.Clauses[last + 1]))
            last++;
        return runs[first] = last - first + 1 >= LeastEntries && (last < FirstSentence() || KnownEntries(first, last) >= LeastKnown);
    }

    private static bool IsEntry(Clause clause) =>
        clause.Kind is ClauseKind.ListItem or ClauseKind.Paragraph && clause.Meaning.Length <= LongestEntry
        && (clause.Meaning.Length == 0 || clause.Meaning[^1] is not ('.' or ':' or ';' or ',' or '?'));

    private int KnownEntries(int first, int last)
    {
        var known = 0;
        for (var i = first; i <= last && known < LeastKnown; i++)
        {
            var entry = reader.Read(document.Clauses[i], document.Clauses[i].Meaning);
            known += entry.Words.Length > 0 && entry.ChromeWords >= entry.Words.Length ? 1 : 0;
        }

        return known;
    }

    private int FirstSentence()
    {
        if (firstSentence is { } found)
            return found;

        var index = 0;
        while (index < document.Clauses.Count && !(document.Clauses[index].Meaning is { Length: >= LeastSentence } text && text[^1] is '.' or ':'))
            index++;
        firstSentence = index < document.Clauses.Count ? index : 0;
        return firstSentence.Value;
    }
}
