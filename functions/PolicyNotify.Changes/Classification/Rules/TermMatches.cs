namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>The longest terms found at one word, one for each family.</summary>
internal struct TermMatches
{
    public TermMatch Substance;
    public TermMatch Operator;
    public TermMatch Plain;
    public TermMatch Unit;

    /// <summary>Its entry is a set of bits, one for each <see cref="FormKind"/>.</summary>
    public TermMatch Form;
}
