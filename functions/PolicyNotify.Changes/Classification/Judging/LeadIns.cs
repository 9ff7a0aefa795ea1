using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// What the line that introduces a list makes of its items: "your address" is one thing under "We collect:" and another
/// under "We sell:" or "We never ask for:".
/// </summary>
internal sealed class LeadIns(PolicyDocument document, Lexicon lexicon, SentenceReader reader)
{
    private const int LongestList = 200;

    private readonly Dictionary<Clause, Senses> known = [];

    /// <summary>What a sentence does with what it names, alone or with the line that introduces it.</summary>
    [Flags]
    public enum Senses
    {
        None = 0,
        Denied = 1,
        Shared = 2,
        Sold = 4,
        Kept = 8,
        Deleted = 16,
    }

    /// <summary>What a sentence says is done with what it names, its introduction included.</summary>
    public Senses Of(Reading reading) => In(reading) | (reading.Clause.Kind is ClauseKind.ListItem ? OfIntroduction(reading.Clause) : Senses.None);

    /// <summary>What is done with the items of the list in which a clause stands.</summary>
    public Senses OfIntroduction(Clause clause)
    {
        if (Before(document, clause) is not { } leadIn)
            return Senses.None;
        if (!known.TryGetValue(leadIn, out var sense))
            known[leadIn] = sense = leadIn.Sentences.Count == 0 ? Senses.None : In(reader.Aside(leadIn, leadIn.Sentences[^1].Text));
        return sense;
    }

    /// <summary>The line that introduces the list in which the clause stands, else the heading over it.</summary>
    public static Clause? Before(PolicyDocument side, Clause clause)
    {
        for (var i = clause.Index - 1; i >= 0 && i >= clause.Index - LongestList; i--)
        {
            var before = side.Clauses[i];
            // Most items are equal in both versions and need not be looked into.
            var mayIntroduce = before.Kind is ClauseKind.Heading || before.Kind != clause.Kind || before.SourceSpan.TrimEnd(" *_\"'").EndsWith(":");
            if (mayIntroduce && before.Meaning.Length > 0 && (before.Kind is ClauseKind.Heading || before.Kind != clause.Kind || before.Meaning.EndsWith(':')))
                return before;
        }

        return null;
    }

    private Senses In(Reading reading)
    {
        var sense = Senses.None;
        foreach (var found in reading.Operators)
            sense |= lexicon.Entries[found.Entry].Operator is OperatorKind.Negation or OperatorKind.Exception ? Senses.Denied : Senses.None;
        foreach (var found in reading.Substance)
        {
            var entry = lexicon.Entries[found.Entry];
            sense |= entry.Id is "sell" ? Senses.Sold
                : entry.Id is "retain" ? Senses.Kept
                : entry.Id is "delete" ? Senses.Deleted
                : entry.Category is ReasonCategory.Sharing ? Senses.Shared
                : Senses.None;
        }

        return sense;
    }
}
