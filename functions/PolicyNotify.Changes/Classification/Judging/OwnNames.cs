using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// The names of whoever speaks, or of what the text is about: those in the title, and the one that the text writes more often
/// than any other. "Example collects" and "we collect" name nobody new, outside sentences about recipients, places, the
/// controller or what is covered.
/// </summary>
internal sealed class OwnNames(PolicyDocument old, PolicyDocument @new, Lexicon lexicon)
{
    // A name that stands this often, and oftener than any other, is the publisher's.
    private const int Often = 5;

    private readonly Lazy<HashSet<string>> before = new(() => Words(old, lexicon));
    private readonly Lazy<HashSet<string>> after = new(() => Words(@new, lexicon));

    /// <summary>Whether the name is the publisher's in both versions.</summary>
    public bool Has(string name) => HadBefore(name) && HasNow(name);

    /// <summary>Whether the name was the publisher's.</summary>
    public bool HadBefore(string name) => before.Value.Contains(Bare(name));

    /// <summary>Whether the name is the publisher's now.</summary>
    public bool HasNow(string name) => after.Value.Contains(Bare(name));

    /// <summary>Whether a word belongs to what else is called by the publisher's name: "Example Technologies AG", "Example Cloud".</summary>
    public bool HasPartIn(Passage side, int at)
    {
        if (!side.Words[at].Has(WordMarks.Capital))
            return false;

        var (first, last) = (at, at);
        while (first > 0 && !side.Words[first].Has(WordMarks.AfterBreak | WordMarks.First) && IsPartOfName(side, first - 1))
            first--;
        while (last + 1 < side.Words.Length && !side.Words[last + 1].Has(WordMarks.First) && IsPartOfName(side, last + 1) && (!side.Words[last + 1].Has(WordMarks.AfterBreak) || IsLegalForm(side, last + 1)))
            last++;
        for (var i = first; i <= last; i++)
        {
            if (i != at && Has(side.Surface(i, i + 1)))
                return true;
        }

        return false;
    }

    private static bool IsPartOfName(Passage side, int at) =>
        side.Words[at].Has(WordMarks.Capital) && side.Classes[at] is not WordClass.Operator;

    private static bool IsLegalForm(Passage side, int at) => side.Classes[at] is WordClass.Neutral;

    // "Example's"
    private static string Bare(string name) => name.EndsWith("'s", StringComparison.Ordinal) ? name[..^2] : name;

    private static HashSet<string> Words(PolicyDocument document, Lexicon lexicon)
    {
        var heading = document.Clauses.FirstOrDefault(clause => clause.Kind is ClauseKind.Heading)?.Meaning ?? "";
        HashSet<string> names = [.. $"{document.FrontMatter.Title} {heading}".Split([' ', ',', ':', '(', ')', '|'], StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsUpper(word[0]))];
        if (MostFrequent(document.Body, lexicon) is { } name)
            names.Add(name);
        return names;
    }

    // Only capitals within a sentence count, and no word of the lexicon.
    private static string? MostFrequent(string body, Lexicon lexicon)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var text = body.AsSpan();
        for (var at = 2; at < text.Length; at++)
        {
            if (!char.IsAsciiLetterUpper(text[at]) || text[at - 1] is not ' ' || !(char.IsAsciiLetterLower(text[at - 2]) || text[at - 2] is ','))
                continue;
            var end = at + 1;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
                end++;
            if (end - at > 1)
                lookup[text[at..end]] = lookup.TryGetValue(text[at..end], out var count) ? count + 1 : 1;
            at = end - 1;
        }

        return counts.Where(found => found.Value >= Often && !lexicon.TryGetId(Stems.Of(found.Key.ToLowerInvariant()), out _))
            .OrderByDescending(found => found.Value).ThenBy(found => found.Key, StringComparer.Ordinal).Select(found => found.Key).FirstOrDefault();
    }
}
