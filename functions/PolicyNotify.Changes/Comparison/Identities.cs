namespace PolicyNotify.Changes.Comparison;

/// <summary>Gives equal texts equal numbers, from 1.</summary>
internal sealed class Identities
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public int Of(string text)
    {
        if (!numbers.TryGetValue(text, out var number))
            numbers[text] = number = numbers.Count + 1;
        return number;
    }
}
