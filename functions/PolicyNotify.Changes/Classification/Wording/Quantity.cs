namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>A number with its unit.</summary>
/// <param name="Value">The number in digits.</param>
/// <param name="Unit">The unit's entry, such as <c>day</c>; <c>age</c> for a bare number after "under" and the like.</param>
/// <param name="Start">The first word.</param>
/// <param name="End">The last word, exclusive.</param>
internal readonly record struct Quantity(string Value, string Unit, int Start, int End)
{
    public bool SameAs(Quantity other) => Value == other.Value && Unit == other.Unit;
}
