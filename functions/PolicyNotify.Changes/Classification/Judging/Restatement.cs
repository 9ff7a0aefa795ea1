using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// Finds sentences that only repeat what the other version says anyway: summaries, introductions, definitions given twice.
/// Everything of weight in the sentence has to be said by one statement of the other version: one sentence, or a list with the
/// line that introduces it. Whoever asks about a removed sentence asks the new version, so nothing that is gone is excused.
/// </summary>
internal sealed class Restatement(PolicyDocument document, PolicyDocument asking, Lexicon lexicon, SentenceReader reader)
{
    // A question costs a search of the whole text; past this many, changes are told as they are.
    private const int MostQuestions = 100;
    private const int MostCandidates = 60;
    private const int LongestList = 40;
    private const int LeastKeys = 3;
    private const int LeastKeysOfRight = 2;
    private const int LongestStem = 6;
    private const int LongestSentence = 70;

    private readonly WordTable table = reader.Table;
    private readonly SaidKeys keys = new(lexicon, reader.Table);
    private readonly Dictionary<int, List<Statement>> statements = [];
    private readonly Dictionary<int, Statement?> lists = [];
    private readonly ClauseSearch search = new(document);
    private readonly ClauseWords words = new(reader, new(lexicon, reader.Table));
    private readonly Dictionary<(int Clause, bool WithList), ulong[]> around = [];
    private int questions;

    /// <summary>Whether the document says everything of weight that the sentence says.</summary>
    public bool Holds(Reading reading)
    {
        if (reading.Words.Length > LongestSentence || ++questions > MostQuestions)
            return false;

        if (IsSaid(new(WithLeadIn(reading)), null) || (reading.Clause.Section is { } section && NamesRight(reading) && !IsDenied(asking, reading.Clause) && IsSaid(new([reading]), section.Title)))
            return true;
        if (reading.Clause.Kind is ClauseKind.TableRow)
            return false;

        // "You own what you post, and you can delete it": each half is a statement.
        var parts = Parts(reading);
        return parts.Count > 1 && parts.TrueForAll(part => IsSaid(new([reader.Read(reading.Clause, part)]), null));
    }

    /// <summary>Whether the document says every single word of weight of a sentence that stands by itself, outside lists.</summary>
    public bool HoldsExactly(Reading reading) =>
        reading.Clause.Kind is ClauseKind.Paragraph or ClauseKind.Quote && reading.Words.Length <= LongestSentence && ++questions <= MostQuestions
        && IsSaid(new([reading]), null, isExact: true);

    /// <summary>Whether a sentence has no word of weight at all: "This information includes".</summary>
    public bool SaysNothing(Reading reading) =>
        reading.Quantities.Count == 0 && reading.Operators.TrueForAll(found => lexicon.Entries[found.Entry].Operator is OperatorKind.Permission or OperatorKind.QuantifierAny) && keys.Of(new([reading])).Count == 0;

    // An item of a list says nothing without the line that introduces it.
    private List<Reading> WithLeadIn(Reading reading) =>
        reading.Clause.Kind is ClauseKind.ListItem or ClauseKind.TableRow && LeadIns.Before(asking, reading.Clause) is { } leadIn
            ? [reader.Aside(leadIn, leadIn.Sentences[^1].Text), reading]
            : [reading];

    // "Request access to your data", "Right to withdraw consent": under the same heading a right stands by itself.
    private bool NamesRight(Reading reading) =>
        reading.Words.Length > 0 && (table.StemOf(reading.Words[0].Id) is "request" || reading.Substance.Exists(found => lexicon.Entries[found.Entry].Category is ReasonCategory.Rights or ReasonCategory.Choice));

    // Under the same heading, what introduces an item need not be said again.
    private bool IsSaid(Passage lone, string? section, bool isExact = false)
    {
        var needed = keys.Of(lone);
        if (needed.Count + 2 * lone.Quantities.Count < (section is null ? LeastKeys : LeastKeysOfRight))
            return false;

        var wanted = keys.WantedFor(lone, needed);
        var asked = 0;
        foreach (var clause in search.Containing(SearchWords(lone)))
        {
            if (section is not null && !string.Equals(clause.Section?.Title, section, StringComparison.OrdinalIgnoreCase))
                continue;
            if (++asked > MostCandidates)
                return false;
            if (!SaidKeys.MightCover(TracesAround(clause, section is not null), wanted, needed.Count))
                continue;
            if (StatementsOf(clause).Exists(said => isExact ? said.CoversExactly(lone, needed, wanted) : said.Covers(lone, needed, wanted)))
                return true;
            if (section is not null && ListOf(clause) is { } list && list.Covers(lone, needed, wanted))
                return true;
        }

        return false;
    }

    // The longest words of weight: a clause that has none of them is not read at all.
    private static List<string> SearchWords(Passage lone)
    {
        var found = new List<string>();
        for (var i = 0; i < lone.Words.Length; i++)
        {
            if (lone.Classes[i] is not (WordClass.Neutral or WordClass.Form or WordClass.Operator) && lone.Words[i].Length > 3)
                found.Add(lone.Surface(i, i + 1));
        }

        return [.. found.OrderByDescending(word => word.Length).Take(4).Select(word => word.Length > LongestStem ? word[..LongestStem] : word)];
    }

    // The words of everything that a clause may make a statement with: the line before its list, the items behind it.
    private ulong[] TracesAround(Clause clause, bool withList)
    {
        if (around.TryGetValue((clause.Index, withList), out var shown))
            return shown;

        shown = words.TracesOf(clause);
        var leadIn = clause.Kind is ClauseKind.ListItem or ClauseKind.TableRow ? LeadIns.Before(document, clause) : null;
        IEnumerable<Clause> others = leadIn is null ? [] : withList ? [leadIn, .. ItemsBehind(leadIn)] : [leadIn];
        if (clause.Meaning.EndsWith(':'))
            others = others.Concat(ItemsBehind(clause));
        foreach (var other in others)
            shown = WordTraces.Join(shown, words.TracesOf(other));
        return around[(clause.Index, withList)] = shown;
    }

    private List<Statement> StatementsOf(Clause clause)
    {
        if (statements.TryGetValue(clause.Index, out var known))
            return known;

        var found = new List<Statement>();
        if (clause.Kind is not (ClauseKind.Heading or ClauseKind.Code or ClauseKind.Html) && !clause.IsTableHead)
        {
            var sentences = words.SentencesOf(clause);
            if (!IsDenied(document, clause))
                found.AddRange(sentences.Select(one => new Statement(one.Traces, () => new([one.Reading]), keys)));
            if (clause.Kind is ClauseKind.ListItem or ClauseKind.TableRow && LeadIns.Before(document, clause) is { } leadIn && sentences.Length > 0)
                found.Add(new(TracesAround(clause, false), () => new([reader.Aside(leadIn, leadIn.Sentences[^1].Text), .. sentences.Select(one => one.Reading)]), keys));
            if (clause.Meaning.EndsWith(':') && sentences.Length > 0)
                found.Add(new(TracesAround(clause, false), () => new([sentences[^1].Reading, .. Items(clause)]), keys));
        }

        return statements[clause.Index] = found;
    }

    // The list of rights in which an item stands, for a sentence under the same heading that runs them together.
    private Statement? ListOf(Clause item)
    {
        if (item.Kind is not ClauseKind.ListItem || IsDenied(document, item) || LeadIns.Before(document, item) is not { Kind: not ClauseKind.Heading } leadIn)
            return null;
        if (lists.TryGetValue(leadIn.Index, out var known))
            return known;
        var items = Items(leadIn).ToList();
        return lists[leadIn.Index] = items.Count > 0 && items.TrueForAll(NamesRight) ? new(TracesAround(item, true), () => new(items), keys) : null;
    }

    // "We never collect:", "except in these cases:"
    private bool IsDenied(PolicyDocument side, Clause item) =>
        item.Kind is ClauseKind.ListItem or ClauseKind.TableRow && LeadIns.Before(side, item) is { } leadIn
        && reader.Aside(leadIn, leadIn.Sentences[^1].Text).Operators.Exists(found => lexicon.Entries[found.Entry].Operator is OperatorKind.Negation or OperatorKind.Exception);

    private IEnumerable<Reading> Items(Clause leadIn) => ItemsBehind(leadIn).Select(item => reader.Aside(item, item.Meaning)).Where(reading => reading.Words.Length > 0);

    private IEnumerable<Clause> ItemsBehind(Clause leadIn)
    {
        for (var i = leadIn.Index + 1; i < document.Clauses.Count && i <= leadIn.Index + LongestList && document.Clauses[i].Kind is ClauseKind.ListItem; i++)
            yield return document.Clauses[i];
    }

    // A new thought begins after a break with its own subject.
    private List<string> Parts(Reading reading)
    {
        var cuts = new List<int> { 0 };
        for (var i = 2; i < reading.Words.Length - 1; i++)
        {
            var stem = reader.Table.StemOf(reading.Words[i].Id);
            var before = reader.Table.StemOf(reading.Words[i - 1].Id);
            if (stem is "we" or "you" && before is "and" or "but")
                cuts.Add(reading.Words[i].Start);
            else if (stem is "we" or "you" && reading.Words[i].Has(WordMarks.AfterBreak) && reading.Text.LastIndexOf(';', reading.Words[i].Start) > reading.Words[i - 1].Start)
                cuts.Add(reading.Words[i].Start);
        }

        cuts.Add(reading.Text.Length);
        return [.. cuts.Zip(cuts.Skip(1), (from, to) => reading.Text[from..to])];
    }
}
