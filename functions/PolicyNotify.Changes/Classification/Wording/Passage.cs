using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>One or more sentences of one side, laid end to end so that they can be compared as one.</summary>
internal sealed class Passage
{
    private readonly int[] offsets;
    private string? text;

    public Passage(IReadOnlyList<Reading> readings)
    {
        Readings = readings;
        Words = [.. readings.SelectMany(reading => reading.Words)];
        Ids = [.. Words.Select(word => word.Id)];
        Classes = [.. readings.SelectMany(reading => reading.Classes)];
        Groups = [.. readings.SelectMany(reading => reading.Groups)];
        offsets = new int[readings.Count];
        var offset = 0;
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            var shift = offsets[i] = offset;
            Substance.AddRange(reading.Substance.Select(found => found with { Start = found.Start + shift, End = found.End + shift }));
            Operators.AddRange(reading.Operators.Select(found => found with { Start = found.Start + shift, End = found.End + shift }));
            Quantities.AddRange(reading.Quantities.Select(found => found with { Start = found.Start + shift, End = found.End + shift }));
            offset += reading.Words.Length;
        }
    }

    public IReadOnlyList<Reading> Readings { get; }

    public Word[] Words { get; }

    public int[] Ids { get; }

    public WordClass[] Classes { get; }

    /// <summary>The entry each word belongs to among ordinary words and topics; -1 when to none.</summary>
    public int[] Groups { get; }

    public List<Found> Substance { get; } = [];

    public List<Found> Operators { get; } = [];

    public List<Quantity> Quantities { get; } = [];

    public string Text => text ??= Readings.Count == 1 ? Readings[0].Text : string.Join(" ", Readings.Select(reading => reading.Text));

    public bool Is(FormKind form)
    {
        foreach (var reading in Readings)
        {
            if (reading.Is(form))
                return true;
        }

        return false;
    }

    public bool Has(WordClass kind) => Array.IndexOf(Classes, kind) >= 0;

    /// <summary>The words as they are written.</summary>
    public string Surface(int start, int end)
    {
        var parts = new List<string>();
        for (var i = ReadingAt(start); i < Readings.Count && offsets[i] < end; i++)
        {
            var (from, to) = (Math.Max(start - offsets[i], 0), Math.Min(end - offsets[i], Readings[i].Words.Length));
            if (from < to)
                parts.Add(Readings[i].Surface(from, to));
        }

        return string.Join(" ", parts);
    }

    /// <summary>The sentence in which a word stands, and its place there.</summary>
    public (Reading Reading, int At) PlaceOf(int word)
    {
        var reading = ReadingAt(word);
        return (Readings[reading], word - offsets[reading]);
    }

    /// <summary>How many operators start before a word; they are in the order of their places.</summary>
    public int OperatorsBefore(int word)
    {
        var (low, high) = (0, Operators.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Operators[middle].Start < word)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    // The sentence in which a word stands; a passage may be made of thousands.
    private int ReadingAt(int word)
    {
        var found = Array.BinarySearch(offsets, word);
        return Math.Max(0, found >= 0 ? found : ~found - 1);
    }
}
