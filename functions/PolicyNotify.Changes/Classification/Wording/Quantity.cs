using System.Globalization;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>A number with its unit.</summary>
/// <param name="Value">The number in digits.</param>
/// <param name="Unit">The unit's entry, such as <c>day</c>; <c>age</c> for a bare number after "under" and the like.</param>
/// <param name="Start">The first word.</param>
/// <param name="End">The last word, exclusive.</param>
internal readonly record struct Quantity(string Value, string Unit, int Start, int End)
{
    /// <summary>Whether it is as much as another: 12 months and a year, 24 hours and a day. A month is never 30 days.</summary>
    public bool SameAs(Quantity other) =>
        Unit == other.Unit ? Value == other.Value
        : Scale(Unit) is { Factor: > 0 } one && Scale(other.Unit) is var two && one.Base == two.Base
            && decimal.TryParse(Value, CultureInfo.InvariantCulture, out var value) && decimal.TryParse(other.Value, CultureInfo.InvariantCulture, out var otherValue)
            && value is > 0 and < Most && otherValue is > 0 and < Most && value * one.Factor == otherValue * two.Factor;

    private const decimal Most = 1_000_000;

    private static (string Base, int Factor) Scale(string unit) => unit switch
    {
        "second" => ("second", 1),
        "minute" => ("second", 60),
        "hour" => ("second", 3_600),
        "day" => ("second", 86_400),
        "week" => ("second", 604_800),
        "month" => ("month", 1),
        "year" => ("month", 12),
        _ => ("", 0),
    };
}
