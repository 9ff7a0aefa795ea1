using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Tells whether the rules at hand are for the language of a text.</summary>
internal static class Languages
{
    // The commonest English words; about every third word of English prose is one of them, hardly any of other languages.
    private static readonly HashSet<string> English = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "of", "and", "to", "in", "we", "you", "your", "our", "for", "with", "or", "is", "are", "that", "this", "by", "not", "it", "may", "will", "have", "from", "us",
    };

    private const int Sample = 400;
    private const int Enough = 40;
    private const double LeastShare = 0.10;

    public static bool IsKnown(PolicyComparison comparison, Lexicon lexicon)
    {
        var stated = comparison.New.FrontMatter.Language;
        return stated.StartsWith(lexicon.Language, StringComparison.OrdinalIgnoreCase) && LooksEnglish(comparison.New);
    }

    // Front matter rarely names the language, so the words are asked as well. A short text gets the benefit of the doubt.
    private static bool LooksEnglish(PolicyDocument document)
    {
        var (words, english) = (0, 0);
        foreach (var clause in document.Clauses.Where(clause => clause.Kind is ClauseKind.Paragraph or ClauseKind.ListItem or ClauseKind.Quote))
        {
            foreach (var range in clause.Meaning.AsSpan().Split(' '))
            {
                words++;
                english += Matches(clause.Meaning.AsSpan(range)) ? 1 : 0;
            }

            if (words > Sample)
                break;
        }

        return words < Enough || (double)english / words >= LeastShare;
    }

    private static bool Matches(ReadOnlySpan<char> word) => English.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
