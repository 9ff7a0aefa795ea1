using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>What the headings over a clause make of it: "Children", "With your consent", "What we never do".</summary>
internal sealed class HeadingSenses(Lexicon lexicon, SentenceReader reader)
{
    private readonly Dictionary<Section, Senses> known = [];

    /// <summary>For whom and when something holds.</summary>
    [Flags]
    private enum Senses
    {
        None = 0,
        Denied = 1,
        Sold = 2,
        Children = 4,
        Consent = 8,
        Group = 16,
        All = 32,
    }

    /// <summary>Whether a clause means the same under the headings of another, of the other version.</summary>
    /// <param name="clause">The clause of this version.</param>
    /// <param name="there">The headings of the other version.</param>
    /// <param name="other">The clause of the other version.</param>
    public bool Agree(Clause clause, HeadingSenses there, Clause other)
    {
        var differ = Over(clause) ^ there.Over(other);
        // What the clause says itself, no heading need say.
        return differ is Senses.None || clause.Kind is ClauseKind.Heading || (differ & ~In(reader.Read(clause, clause.Meaning))) is Senses.None;
    }

    // The outermost heading is the name of the text.
    private Senses Over(Clause clause)
    {
        var senses = Senses.None;
        for (var section = clause.Section; section is { Level: > 1 }; section = section.Parent)
        {
            if (!known.TryGetValue(section, out var sense))
                known[section] = sense = In(reader.Read(section.Heading, section.Title));
            senses |= sense;
        }

        return senses;
    }

    private Senses In(Reading reading)
    {
        var senses = Senses.None;
        foreach (var found in reading.Operators)
        {
            senses |= lexicon.Entries[found.Entry] switch
            {
                { Operator: OperatorKind.Negation or OperatorKind.Exception } => Senses.Denied,
                { Operator: OperatorKind.QuantifierAll } => Senses.All,
                _ => Senses.None,
            };
        }

        foreach (var found in reading.Substance)
        {
            senses |= lexicon.Entries[found.Entry] switch
            {
                { Id: "sell" } => Senses.Sold,
                { Category: ReasonCategory.Children } => Senses.Children,
                { Id: "consent" or "explicit-consent" } => Senses.Consent,
                { Id: "who-is-covered" } => Senses.Group,
                _ => Senses.None,
            };
        }

        return senses;
    }
}
