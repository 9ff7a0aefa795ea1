namespace PolicyNotify.Cli.Terminal;

/// <summary>Columns aligned with spaces, one line a row, nothing wrapped or cut: for pipes and files.</summary>
internal static class PlainTable
{
    public static IEnumerable<string> Lines(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = columns.Select((column, index) => rows.Select(row => row[index].Length).Append(column.Length).Max()).ToList();
        return rows.Prepend(columns).Select(row => string.Join("  ", row.Select((cell, index) => cell.PadRight(widths[index]))).TrimEnd());
    }
}
