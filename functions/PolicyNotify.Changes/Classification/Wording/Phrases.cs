using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>What finds forms of words, pointers and names in sentences. Made once for a lexicon; safe for use from several threads.</summary>
internal sealed class Phrases(Lexicon lexicon)
{
    public KnownForms Forms { get; } = new();

    public string?[] Numbers { get; } = QuantityReader.NumbersOf(lexicon);

    public Breaks Breaks { get; } = new(lexicon);

    public ProperNames ProperNames { get; } = new(lexicon);

    public Explanations Explanations { get; } = new(lexicon);
}
