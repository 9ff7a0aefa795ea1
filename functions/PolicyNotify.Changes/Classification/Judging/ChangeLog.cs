using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// Knows the entries of a history of versions: "12 July 2023: Added an example." What they tell of stands in the text
/// itself, where it is judged.
/// </summary>
internal sealed class ChangeLog(Lexicon lexicon, SentenceReader reader)
{
    // "In particular we have added"
    private const int LongestOpening = 6;
    private const int LastDateWord = 8;

    /// <summary>Whether the sentence is an entry of such a history, or goes on with one.</summary>
    public bool Holds(Reading reading) => OpensWithDate(reading) || (TellsOfAnEdit(reading) && IsInEntry(reading));

    private static bool OpensWithDate(Reading reading)
    {
        var end = 0;
        while (end < reading.Words.Length && reading.Words[end].Has(WordMarks.Date))
            end++;
        return end >= 2 && (end == reading.Words.Length || reading.Words[end].Has(WordMarks.AfterBreak));
    }

    // "Last updated on 4 May 2012. Removed a dead link."
    private bool IsInEntry(Reading reading)
    {
        if (reading.Clause.Sentences.Count < 2)
            return false;

        var opening = reader.Aside(reading.Clause, reading.Clause.Sentences[0].Text);
        return OpensWithDate(opening) || (opening.Is(FormKind.Announcement) && opening.Words.Length <= LastDateWord && opening.Words.Any(word => word.Has(WordMarks.Date)));
    }

    private bool TellsOfAnEdit(Reading reading)
    {
        TermMatches found = default;
        for (var i = 0; i < Math.Min(reading.Words.Length, LongestOpening); i++)
        {
            lexicon.Terms.MatchAt(reading.Words, i, ref found);
            if ((found.Form.Entry & (1 << (int)FormKind.Edit)) != 0)
                return true;
        }

        return false;
    }
}
