using System.Globalization;
using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Judges a sentence against what it was before.</summary>
internal sealed class PairJudge(Lexicon lexicon, SentenceReader reader, Renames renames, Surroundings oldSurroundings, Surroundings newSurroundings, IReadOnlyList<Reading> removed, IReadOnlyList<Reading> added, OwnNames ownNames)
{
    private const int LongestFurniture = 6;

    private readonly OperatorJudge operators = new(lexicon, reader.Table);
    private readonly SubstanceJudge substance = new(lexicon);
    private readonly SaidKeys said = new(lexicon, reader.Table);
    private readonly Elsewhere gone = new(lexicon, removed);
    private readonly Elsewhere come = new(lexicon, added);
    private readonly ResidueJudge words = new(lexicon, reader.Table, renames, ownNames);
    private readonly Roles roles = new(reader.Table);
    private readonly Bindings bindings = new(lexicon);
    private readonly LinkWarnings warnings = new(lexicon, reader.Table, ownNames);

    public List<Finding> Judge(SentencePair pair)
    {
        var findings = JudgeAll(pair);
        return findings.Exists(found => found.Significance is Significance.Significant) && WithoutWhatStandsElsewhere(pair) is { } rest ? JudgeAll(rest) : findings;
    }

    // Of several sentences that became several, some may only stand elsewhere now.
    private SentencePair? WithoutWhatStandsElsewhere(SentencePair pair)
    {
        if (pair.Old.Count + pair.New.Count <= 2)
            return null;

        var old = pair.Old.Where(reading => IsIn(pair.New, reading) || !newSurroundings.Says(reading, oldSurroundings)).ToList();
        var @new = pair.New.Where(reading => IsIn(pair.Old, reading) || !oldSurroundings.Says(reading, newSurroundings)).ToList();
        if (old.Count == 0 || @new.Count == 0 || old.Count + @new.Count == pair.Old.Count + pair.New.Count)
            return null;

        var rest = new SentencePair(old[0], @new[0]);
        rest.Old.AddRange(old.Skip(1));
        rest.New.AddRange(@new.Skip(1));
        return rest;
    }

    private static bool IsIn(List<Reading> side, Reading reading) => side.Exists(one => one.Text.Equals(reading.Text, StringComparison.OrdinalIgnoreCase));

    private List<Finding> JudgeAll(SentencePair pair)
    {
        var old = new Passage(pair.Old);
        var @new = new Passage(pair.New);
        if (string.Equals(old.Text, @new.Text, StringComparison.Ordinal))
            return [];

        var residue = Residue.Of(old, @new);
        if (new SlipRepair(lexicon, reader).Repair(pair, residue))
        {
            old = new(pair.Old);
            @new = new(pair.New);
            residue = Residue.Of(old, @new);
        }

        come.Cover(old, residue.Edits.Removed);
        gone.Cover(@new, residue.Edits.Added);

        var isHeading = pair.Old.Concat(pair.New).All(reading => reading.IsHeading || reading.IsColumnHead) || IsQuestionTitle(pair) || IsTitle(pair);
        var isContact = (old.Is(FormKind.Contact) || @new.Is(FormKind.Contact)) && !NamesController(old) && !NamesController(@new);
        var findings = new List<Finding>();
        var place = pair.New[0].Clause;
        if (pair.Old.TrueForAll(reading => oldSurroundings.IsInMenu(reading.Clause)) && pair.New.TrueForAll(reading => newSurroundings.IsInMenu(reading.Clause)))
            return [Finding.Minor("page", FindingKind.Changed, place, old.Text, @new.Text)];
        if (pair.Old.TrueForAll(reading => IsMenu(reading, oldSurroundings)) && pair.New.TrueForAll(reading => IsMenu(reading, newSurroundings)))
            return [Finding.Minor("link", FindingKind.Changed, place, old.Text, @new.Text)];
        if (pair.Old.TrueForAll(oldSurroundings.IsLogEntry) && pair.New.TrueForAll(newSurroundings.IsLogEntry))
            return [Finding.Minor("date", FindingKind.Changed, place, old.Text, @new.Text)];
        if (!isHeading)
            substance.Judge(residue, place, isContact, findings);
        if (!pair.New.TrueForAll(reading => reading.Is(FormKind.Announcement) && reading.Words.Length <= 8))
            Quantities(residue, place, findings);
        operators.Judge(residue, place, isHeading, isContact, findings);
        if (!isHeading)
            words.Judge(residue, place, isContact, newSurroundings.LeadIn(place) || newSurroundings.IsUnderParties(place), findings);
        if (findings.Exists(found => found.Significance is Significance.Significant) && (warnings.Explain(pair, findings) || said.CoverEachOther(old, @new)))
            findings.Clear();
        if (!isHeading && !isContact && roles.AreSwapped(old, @new))
            findings.Add(new("roles", FindingKind.Changed, Significance.Significant, Confidence.Low, place, old.Text, @new.Text, []));
        if (isHeading && findings.Count == 0 && pair is { Old: [{ IsColumnHead: true } head], New: [{ IsColumnHead: true } newHead] } && oldSurroundings.SenseOf(head) != newSurroundings.SenseOf(newHead))
            findings.Add(new("other-heading", FindingKind.Changed, Significance.Significant, Confidence.Low, place, old.Text, @new.Text, []));
        if (!isHeading && !isContact && findings.Count == 0 && ((residue.HadMoves && bindings.AreExchanged(old, @new)) || bindings.IsOtherHalf(residue)))
            findings.Add(new("bindings", FindingKind.Changed, Significance.Significant, Confidence.Low, place, old.Text, @new.Text, []));
        if (!isHeading && findings.Count == 0 && pair is { Old.Count: 1, New: [var moved] } && oldSurroundings.SaysUnderOtherHeading(moved, newSurroundings))
            findings.Add(OtherLists.UnderOtherHeading(place, @new.Text));
        if (findings.Count == 0)
            findings.Add(Harmless(residue, pair, isHeading, isContact));
        return findings;
    }

    // "What do we collect?" becomes "Data we collect": titles, written as lines of their own.
    private static bool IsQuestionTitle(SentencePair pair) =>
        pair.Old.Concat(pair.New).Any(reading => LoneJudge.IsQuestion(reading))
        && pair.Old.Concat(pair.New).All(reading => LoneJudge.IsQuestion(reading) || reading.IsHeading || (reading.Text.Length == reading.Clause.Meaning.Length && char.IsLetterOrDigit(reading.Text[^1])));

    // A title and the label below it become one title.
    private static bool IsTitle(SentencePair pair) =>
        pair.Old.Concat(pair.New).Any(reading => reading.IsHeading)
        && pair.Old.Concat(pair.New).All(reading => reading.IsHeading || Surroundings.IsLabel(reading));

    // Links alone, or a few words without a verb and a full stop such as a breadcrumb.
    private static bool IsMenu(Reading reading, Surroundings around) =>
        ((around.IsLinkOnly(reading.Clause) && !around.IsUnderParties(reading.Clause)) || IsFurniture(reading)) && !around.LeadIn(reading.Clause);

    private static bool IsFurniture(Reading reading) =>
        reading.Clause.Kind is Documents.ClauseKind.Paragraph && reading.Words.Length <= LongestFurniture
        && reading.Operators.Count == 0 && reading.Substance.Count == 0 && reading.Quantities.Count == 0
        && reading.Text.Length == reading.Clause.Meaning.Length && reading.Text[^1] is not ('.' or ':' or ';' or ',' or '?');

    private bool NamesController(Passage side) => side.Substance.Exists(found => lexicon.Entries[found.Entry].Category is ReasonCategory.Controller);

    private void Quantities(Residue residue, Documents.Clause place, List<Finding> findings)
    {
        var gone = residue.Old.Quantities.Where(quantity => !residue.New.Quantities.Exists(quantity.SameAs)).ToList();
        var come = residue.New.Quantities.Where(quantity => !residue.Old.Quantities.Exists(quantity.SameAs)).ToList();
        if (gone.Count + come.Count == 0)
            return;

        var (before, after) = (Shown(residue.Old, gone), Shown(residue.New, come));
        findings.Add(new("quantity", KindOf(gone.Count, come.Count), Significance.Significant, Confidence.High, place,
            before, after, [], TopicOf(residue))
        { Trend = TrendOf(gone, come) });
    }

    // Only a number that took another's place, in the same unit, rises or falls.
    private static Trend TrendOf(List<Quantity> gone, List<Quantity> come)
    {
        if (gone is not [var before] || come is not [var after]
            || !decimal.TryParse(before.Value, CultureInfo.InvariantCulture, out var from) || !decimal.TryParse(after.Value, CultureInfo.InvariantCulture, out var to))
        {
            return Trend.None;
        }

        var (fromDays, toDays) = (from * DaysOf(before.Unit), to * DaysOf(after.Unit));
        return fromDays == 0 || toDays == 0
            ? before.Unit != after.Unit || from == to ? Trend.None : to > from ? Trend.Rises : Trend.Falls
            : toDays > fromDays ? Trend.Rises : toDays < fromDays ? Trend.Falls : Trend.None;
    }

    private static decimal DaysOf(string unit) => unit switch { "hour" => 1m / 24, "day" => 1, "business-day" => 1.4m, "week" => 7, "month" => 30.4m, "year" => 365, _ => 0 };

    private ReasonCategory TopicOf(Residue residue)
    {
        foreach (var found in residue.New.Substance.Concat(residue.Old.Substance))
        {
            if (lexicon.Entries[found.Entry].Category is ReasonCategory.Retention or ReasonCategory.Children or ReasonCategory.Rights or ReasonCategory.Notice)
                return lexicon.Entries[found.Entry].Category!.Value;
        }

        var place = residue.New.Readings[0].Clause;
        var heading = place.Section is { } section ? reader.Read(place, section.Title).Substance : [];
        return heading.Concat(residue.New.Substance).Select(found => lexicon.Entries[found.Entry].Category).FirstOrDefault() ?? ReasonCategory.Scope;
    }

    private static string Shown(Passage side, List<Quantity> quantities) =>
        string.Join(", ", quantities.Select(quantity => side.Surface(quantity.Start, quantity.End)));

    public static FindingKind KindOf(int removed, int added) =>
        removed == 0 ? FindingKind.Added : added == 0 ? FindingKind.Removed : FindingKind.Changed;

    private static Finding Harmless(Residue residue, SentencePair pair, bool isHeading, bool isContact)
    {
        var changed = residue.Edits.Removed.Contains(true) || residue.Edits.Added.Contains(true);
        var rule = !changed ? (residue.HadMoves ? "reorder" : IsSpelling(residue) ? "form" : "style")
            : isHeading ? "heading"
            : residue.Old.Classes.Where((kind, at) => residue.Edits.Removed[at] && kind is WordClass.Form).Any()
                || residue.New.Classes.Where((kind, at) => residue.Edits.Added[at] && kind is WordClass.Form).Any() ? (isContact ? "contact" : "pointer")
            : isContact ? "contact"
            : residue.ChangedWords(residue.New, WordClass.Name).Any() ? "rename"
            : OnlyDates(residue) ? "date"
            : "style";
        return Finding.Minor(rule, FindingKind.Changed, pair.New[0].Clause, residue.Old.Text, residue.New.Text,
            rule is "style" ? Confidence.Medium : Confidence.High);
    }

    // The same words, or the same but for typing errors; else synonyms stand for each other.
    private static bool IsSpelling(Residue residue)
    {
        if (residue.Old.Words.Length != residue.New.Words.Length)
            return false;

        for (var i = 0; i < residue.Old.Words.Length; i++)
        {
            var (one, other) = (residue.Old.Surface(i, i + 1), residue.New.Surface(i, i + 1));
            if (!one.Equals(other, StringComparison.OrdinalIgnoreCase) && !Spelling.IsSlip(one.ToLowerInvariant(), other.ToLowerInvariant()))
                return false;
        }

        return true;
    }

    private static bool OnlyDates(Residue residue) =>
        All(residue.Old, residue.Edits.Removed) && All(residue.New, residue.Edits.Added);

    private static bool All(Passage side, bool[] changed)
    {
        for (var i = 0; i < changed.Length; i++)
        {
            if (changed[i] && !side.Words[i].Has(WordMarks.Date))
                return false;
        }

        return true;
    }
}
