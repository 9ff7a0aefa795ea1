using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// Knows the entries of a history of versions: "12 July 2023: Added an example." What they tell of stands in the text
/// itself, where it is judged; an entry that tells of something else speaks for itself.
/// </summary>
internal sealed class ChangeLog(PolicyDocument document, Lexicon lexicon, SentenceReader reader)
{
    // "In particular we have added"
    private const int LongestOpening = 6;
    private const int LastDateWord = 8;
    private const int LongestStem = 4;

    // A question costs a search of the whole text; past this many, entries are told as they are.
    private const int MostQuestions = 100;
    private const int MostCandidates = 60;

    private static readonly string[] Titles = ["change log", "changelog", "history", "revision", "version", "list of changes", "changes to", "updates to", "what's new", "what’s new"];

    private readonly ClauseSearch search = new(document);
    private int questions;

    /// <summary>Whether the sentence is an entry of such a history, or goes on with one, and says no more than the text does.</summary>
    public bool Holds(Reading reading) => IsEntry(reading) && SaysWhatStands(reading);

    private bool IsEntry(Reading reading)
    {
        var date = DateEnd(reading);
        return date > 0
            ? date == reading.Words.Length || TellsOfAnEdit(reading, date) || IsInHistory(reading.Clause)
            : TellsOfAnEdit(reading, 0) && GoesOn(reading);
    }

    // A date that ends with a mark; 0 when the sentence opens with something else.
    private static int DateEnd(Reading reading)
    {
        var end = 0;
        while (end < reading.Words.Length && reading.Words[end].Has(WordMarks.Date))
            end++;
        return end >= 2 && (end == reading.Words.Length || reading.Words[end].Has(WordMarks.AfterBreak)) ? end : 0;
    }

    // Under a title of its own, or among other entries.
    private bool IsInHistory(Clause clause) =>
        (clause.Section is { } section && Array.Exists(Titles, title => section.Title.Contains(title, StringComparison.OrdinalIgnoreCase)))
        || IsDated(clause.Index - 1, clause.Kind) || IsDated(clause.Index + 1, clause.Kind);

    private bool IsDated(int index, ClauseKind kind) =>
        index >= 0 && index < document.Clauses.Count && document.Clauses[index] is { Sentences.Count: > 0 } clause && clause.Kind == kind
        && DateEnd(reader.Aside(clause, clause.Sentences[0].Text)) > 0;

    // "Last updated on 4 May 2012. Removed a dead link."
    private bool GoesOn(Reading reading)
    {
        if (reading.Clause.Sentences.Count < 2)
            return false;

        var opening = reader.Aside(reading.Clause, reading.Clause.Sentences[0].Text);
        return DateEnd(opening) > 0 || (opening.Is(FormKind.Announcement) && opening.Words.Length <= LastDateWord && opening.Words.Any(word => word.Has(WordMarks.Date)));
    }

    private bool TellsOfAnEdit(Reading reading, int from)
    {
        TermMatches found = default;
        for (var i = from; i < Math.Min(reading.Words.Length, from + LongestOpening); i++)
        {
            lexicon.Terms.MatchAt(reading.Words, i, ref found);
            if ((found.Form.Entry & (1 << (int)FormKind.Edit)) != 0)
                return true;
        }

        return false;
    }

    // "Added how we share and keep your data": each part of it has to stand in one sentence outside the history.
    private bool SaysWhatStands(Reading reading)
    {
        if (reading.Quantities.Exists(one => !reading.Words[one.Start].Has(WordMarks.Date)))
            return false;

        var part = new List<Found>();
        foreach (var found in reading.Substance)
        {
            if (part.Count > 0 && IsApart(reading, part[^1].End, found.Start))
            {
                if (!Stands(reading, part))
                    return false;
                part.Clear();
            }

            part.Add(found);
        }

        return part.Count == 0 || Stands(reading, part);
    }

    private bool IsApart(Reading reading, int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            if (reading.Words[i].Has(WordMarks.AfterBreak) || reader.Table.StemOf(reading.Words[i].Id) is "and")
                return true;
        }

        return false;
    }

    private bool Stands(Reading reading, List<Found> part)
    {
        if (++questions > MostQuestions)
            return false;

        var isAbout = IsAbout(reading, part[0].Start);
        var rarest = Enumerable.Range(part[0].Start, part[0].End - part[0].Start).Select(at => reading.Surface(at, at + 1)).MaxBy(word => word.Length)!;
        return search.Containing([rarest.Length > LongestStem ? rarest[..LongestStem] : rarest])
            .Where(clause => !ReferenceEquals(clause, reading.Clause) && clause.Kind is not ClauseKind.Heading).Take(MostCandidates)
            .Any(clause => clause.Sentences.Any(sentence => Says(reader.Aside(clause, sentence.Text), reading, part, isAbout)));
    }

    // "Added information about your rights" names a subject and no more.
    private bool IsAbout(Reading reading, int at) =>
        Array.Exists(reading.Words[Math.Max(0, at - LongestOpening)..at], word => reader.Table.StemOf(word.Id) is "about");

    private bool Says(Reading said, Reading reading, List<Found> part, bool isAbout) =>
        DateEnd(said) == 0 && (isAbout || IsDenied(said) == IsDenied(reading))
        && part.TrueForAll(found => said.Substance.Exists(other => isAbout
            ? lexicon.Entries[other.Entry].Category == lexicon.Entries[found.Entry].Category
            : other.Entry == found.Entry && (!lexicon.Entries[found.Entry].Each || other.Term == found.Term)));

    private bool IsDenied(Reading reading) => reading.Operators.Exists(found => lexicon.Entries[found.Entry].Operator is OperatorKind.Negation);
}
