using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>One or more sentences of one side, laid end to end so that they can be compared as one.</summary>
internal sealed class Passage
{
    public Passage(IReadOnlyList<Reading> readings)
    {
        Readings = readings;
        Words = [.. readings.SelectMany(reading => reading.Words)];
        Ids = [.. Words.Select(word => word.Id)];
        Classes = [.. readings.SelectMany(reading => reading.Classes)];
        Groups = [.. readings.SelectMany(reading => reading.Groups)];
        var offset = 0;
        foreach (var reading in readings)
        {
            var shift = offset;
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

    public string Text => Readings.Count == 1 ? Readings[0].Text : string.Join(" ", Readings.Select(reading => reading.Text));

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
        var offset = 0;
        var parts = new List<string>();
        foreach (var reading in Readings)
        {
            var (from, to) = (Math.Max(start - offset, 0), Math.Min(end - offset, reading.Words.Length));
            if (from < to)
                parts.Add(reading.Surface(from, to));
            offset += reading.Words.Length;
        }

        return string.Join(" ", parts);
    }
}
