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
        offsets = new int[readings.Count];
        if (readings.Count == 1)
        {
            // Nearly every passage is one sentence: it is that sentence, not a copy of it.
            (Words, Classes, Groups) = (readings[0].Words, readings[0].Classes, readings[0].Groups);
            (Substance, Operators, Quantities) = (readings[0].Substance, readings[0].Operators, readings[0].Quantities);
        }
        else
        {
            var length = 0;
            foreach (var reading in readings)
                length += reading.Words.Length;
            (Words, Classes, Groups) = (new Word[length], new WordClass[length], new int[length]);
            (Substance, Operators, Quantities) = ([], [], []);
            Join();
        }

        Ids = Array.ConvertAll(Words, static word => word.Id);
    }

    public IReadOnlyList<Reading> Readings { get; }

    public Word[] Words { get; }

    public int[] Ids { get; }

    public WordClass[] Classes { get; }

    /// <summary>The entry each word belongs to among ordinary words and topics; -1 when to none.</summary>
    public int[] Groups { get; }

    public List<Found> Substance { get; }

    public List<Found> Operators { get; }

    public List<Quantity> Quantities { get; }

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
        if (Readings.Count == 1)
            return Readings[0].Surface(start, Math.Min(end, Words.Length));

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

    private void Join()
    {
        var offset = 0;
        for (var i = 0; i < Readings.Count; i++)
        {
            var reading = Readings[i];
            offsets[i] = offset;
            reading.Words.CopyTo(Words, offset);
            reading.Classes.CopyTo(Classes, offset);
            reading.Groups.CopyTo(Groups, offset);
            foreach (var found in reading.Substance)
                Substance.Add(found with { Start = found.Start + offset, End = found.End + offset });
            foreach (var found in reading.Operators)
                Operators.Add(found with { Start = found.Start + offset, End = found.End + offset });
            foreach (var found in reading.Quantities)
                Quantities.Add(found with { Start = found.Start + offset, End = found.End + offset });
            offset += reading.Words.Length;
        }
    }

    // The sentence in which a word stands; a passage may be made of thousands.
    private int ReadingAt(int word)
    {
        var found = Array.BinarySearch(offsets, word);
        return Math.Max(0, found >= 0 ? found : ~found - 1);
    }
}
