using System.Globalization;

namespace PolicyNotify.Recipients;

/// <summary>Lines of a file, told briefly: <c>2-5, 9</c>.</summary>
internal sealed class LineSet
{
    private readonly List<int> lines = [];
    private int records;

    /// <summary>Adds a record with every line it spans.</summary>
    public void Add(RecordLines record)
    {
        records++;
        lines.AddRange(Enumerable.Range(record.First, record.Last - record.First + 1));
    }

    public ImportedLines Report() => new(records, [.. Ranges()]);

    private IEnumerable<string> Ranges()
    {
        lines.Sort();
        for (var first = 0; first < lines.Count;)
        {
            var last = first;
            while (last + 1 < lines.Count && lines[last + 1] == lines[last] + 1)
            {
                last++;
            }

            yield return first == last ? Text(lines[first]) : $"{Text(lines[first])}-{Text(lines[last])}";
            first = last + 1;
        }
    }

    private static string Text(int line) => line.ToString(CultureInfo.InvariantCulture);
}
