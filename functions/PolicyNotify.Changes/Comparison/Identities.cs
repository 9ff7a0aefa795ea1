namespace PolicyNotify.Changes.Comparison;

/// <summary>Gives equal texts equal numbers, from 1.</summary>
internal sealed class Identities(StringComparer comparer)
{
    private readonly Dictionary<string, int> numbers = new(comparer);

    public int Of(string text)
    {
        if (!numbers.TryGetValue(text, out var number))
            numbers[text] = number = numbers.Count + 1;
        return number;
    }
}
