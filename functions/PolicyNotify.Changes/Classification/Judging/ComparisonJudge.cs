using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Judges one comparison from its changed clauses to its reasons.</summary>
internal sealed class ComparisonJudge(Lexicon lexicon, Phrases phrases, PolicyComparison comparison)
{
    private readonly SentenceReader reader = new(lexicon, phrases);
    private readonly List<Finding> findings = [];

    public ChangeClassification Judge()
    {
        var changed = comparison.Changes.Where(change => !change.IsFormOnly).ToList();
        var movedItems = comparison.Changes.Where(change => change is { IsMoved: true, IsFormOnly: true, Old.Count: 1, New.Count: 1 } && change.New[0].Kind is ClauseKind.ListItem).ToList();
        FormChanges();
        if (changed.Count > 0 || comparison.Changes.Any(change => change.IsMoved))
        {
            if (Languages.IsKnown(comparison, lexicon))
                JudgeWords(changed, movedItems);
            else
                JudgeUnknownLanguage(changed);
        }

        return Classification();
    }

    private void JudgeWords(List<ClauseChange> changed, List<ClauseChange> movedItems)
    {
        var pairing = new SentencePairing();

        // The same edit of the same words, a hundred times in one section, is one reason.
        foreach (var change in changed.DistinctBy(change => (change.Section, change.OldText, change.NewText)))
            pairing.AddClause(Read(change.Old), Read(change.New));
        pairing.Finish();

        Surroundings old = new(comparison.Old, lexicon, reader), @new = new(comparison.New, lexicon, reader);
        findings.AddRange(pairing.Moved.Select(pair => Moved(pair.Old[0].Clause, pair.New[0].Clause, pair.New[0].Text, old, @new)));
        findings.AddRange(movedItems.Select(change => Moved(change.Old[0], change.New[0], change.NewText, old, @new)).Where(finding => finding.Significance is Significance.Significant));
        findings.AddRange(new OtherLists(comparison, old, @new).Find(changed));
        Restatement saidBefore = new(comparison.Old, comparison.New, lexicon, reader), stillSaid = new(comparison.New, comparison.Old, lexicon, reader);
        var pairs = new PairJudge(lexicon, reader, Renames.Find(lexicon, pairing.Pairs, comparison.Old, comparison.New), old, @new, pairing.Removed, pairing.Added, new(comparison.Old, comparison.New, lexicon));
        foreach (var pair in pairing.Pairs)
            findings.AddRange(IfNotSaid(pair, pairs.Judge(pair), saidBefore, stillSaid));

        var alone = new LoneJudge(lexicon, old, @new, [.. pairing.Pairs.SelectMany(pair => pair.Old), .. pairing.Removed], [.. pairing.Pairs.SelectMany(pair => pair.New), .. pairing.Added],
            saidBefore, stillSaid);
        findings.AddRange(pairing.Removed.SelectMany(reading => alone.Judge(reading, FindingKind.Removed)));
        findings.AddRange(pairing.Added.SelectMany(reading => alone.Judge(reading, FindingKind.Added)));
    }

    // What the reworded sentence says was said before, and what it no longer says is said elsewhere.
    private static List<Finding> IfNotSaid(SentencePair pair, List<Finding> findings, Restatement saidBefore, Restatement stillSaid) =>
        findings.Exists(found => found.Significance is Significance.Significant && found.Rule is not ("roles" or "bindings")) && pair.New.TrueForAll(saidBefore.HoldsExactly) && pair.Old.TrueForAll(stillSaid.HoldsExactly)
            ? [Finding.Minor("repeats", FindingKind.Changed, pair.New[0].Clause, "", pair.New[0].Text)]
            : findings;

    // "your address" under "We collect:" and under "We sell:", "We show ads" under "Adults" and under "Children"
    private static Finding Moved(Clause before, Clause after, string text, Surroundings old, Surroundings @new) =>
        !old.Headings.Agree(before, @new.Headings, after) ? OtherLists.UnderOtherHeading(after, text)
            : old.SenseOfList(before) == @new.SenseOfList(after) ? Finding.Minor("reorder", FindingKind.Added, after, "", text)
            : new("other-list", FindingKind.Changed, Significance.Significant, Confidence.Medium, after, text, text, []);

    private List<Reading> Read(IReadOnlyList<Clause> clauses)
    {
        var readings = new List<Reading>();
        foreach (var clause in clauses.Where(clause => clause.Kind is not (ClauseKind.Code or ClauseKind.Html) || clause.Meaning.Length > 0))
        {
            foreach (var sentence in clause.Sentences)
            {
                var reading = reader.Read(clause, sentence.Text);
                // What the columns of a table are called says nothing about the list it is turned into.
                if (reading.Words.Length > 0 && !(clauses.Count > 1 && reading.IsColumnHead))
                    readings.Add(reading);
            }
        }

        return readings;
    }

    private void JudgeUnknownLanguage(List<ClauseChange> changed)
    {
        foreach (var change in changed)
        {
            var kind = change.Old.Count == 0 ? FindingKind.Added : change.New.Count == 0 ? FindingKind.Removed : FindingKind.Changed;
            var place = (change.New.Count > 0 ? change.New : change.Old)[0];
            if (HarmlessAnywhere(change, place) is { } rule)
            {
                findings.Add(Finding.Minor(rule, kind, place, change.OldText, change.NewText));
                continue;
            }

            findings.Add(new("other-language", kind, Significance.Significant, Confidence.Low, place, change.OldText, change.NewText, []));
        }
    }

    // What can be told from the shape of a text alone, whatever its language.
    private string? HarmlessAnywhere(ClauseChange change, Clause place)
    {
        if (PlainForm.Same(change.OldText, change.NewText))
            return "form";
        if (place.Kind is ClauseKind.Heading && change.Old.Concat(change.New).All(clause => clause.Kind is ClauseKind.Heading))
            return "heading";
        if (change.Old.Count > 0 && change.New.Count > 0)
            return null;
        var page = change.New.Count > 0 ? comparison.New : comparison.Old;
        return place.IsTableHead ? "heading"
            : place.Meaning.StartsWith('©') || new Menus(page, reader).Holds(place) ? "page"
            : null;
    }

    // What differs without a word of substance is told once for each kind, at the first place.
    private void FormChanges()
    {
        var form = FormChange.None;
        foreach (var change in comparison.Changes.Where(change => change.IsFormOnly))
        {
            var place = (change.New.Count > 0 ? change.New : change.Old)[0];
            var rule = change.IsMoved || change.Kind is ClauseChangeKind.Moved ? "reorder"
                : (change.Form & FormChange.Date) != 0 || place.IsDateLine ? "date"
                : (change.Form & FormChange.Link) != 0 ? "link"
                : "form";
            form |= change.Form;
            if (!findings.Exists(found => found.Rule == rule))
                findings.Add(Finding.Minor(rule, FindingKind.Changed, place, change.OldText, change.NewText));
        }
    }

    private ChangeClassification Classification()
    {
        var writer = new ReasonWriter(lexicon);
        var topics = new Topics(lexicon, reader);
        var reasons = findings.Select(finding => writer.Write(topics.Named(finding))).DistinctBy(reason => reason.Significance is Significance.Minor
                ? (reason.Rule, "", reason.Section, null, null)
                : (reason.Rule, reason.Message, reason.Section, reason.OldText, reason.NewText))
            .OrderByDescending(reason => reason.Significance).ThenByDescending(reason => reason.Confidence).ToList();
        var aboutHead = lexicon.Rules[reasons.Count == 0 ? "metadata" : "metadata-beside"].Changed;
        reasons.AddRange(comparison.Fields.Select(field => new Reason(ReasonCategory.Metadata, "metadata", Significance.Minor,
            aboutHead, "", field.Old, field.New, Confidence.High, Direction.None)));
        var significance = reasons.Exists(reason => reason.Significance is Significance.Significant) ? Significance.Significant : Significance.Minor;
        return new(significance, reasons)
        {
            Confidence = ConfidenceOf(reasons, significance),
            Summary = Summaries.Of(reasons),
        };
    }

    // A significant judgement is as sure as its surest reason; a minor one only as sure as its most doubtful.
    private static Confidence ConfidenceOf(List<Reason> reasons, Significance significance)
    {
        var weighing = reasons.Where(reason => reason.Significance == significance).Select(reason => reason.Confidence).ToList();
        return weighing.Count == 0 ? Confidence.High : significance is Significance.Significant ? weighing.Max() : weighing.Min();
    }
}
