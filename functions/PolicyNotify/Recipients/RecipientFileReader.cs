using CsvHelper;
using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Recipients;

/// <summary>
/// Reads an import file record by record. Where a quotation mark is missing and a field swallows the lines after it, those lines are read
/// again one by one, so that a slip in one line costs that line only.
/// </summary>
internal sealed class RecipientFileReader(ReceivedFile file, List<Diagnostic> problems, LineSet rejected)
{
    // No line about a person is longer; what is, started with a quotation mark that nothing closes.
    private const int LargestRecord = 65_536;

    // In the order of preference where a header has only one column.
    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly Queue<CsvMalformedRecord> malformed = [];

    /// <summary>The records below the header. Malformed ones go to the problems.</summary>
    public IEnumerable<(RecordLines Lines, IReadOnlyList<string> Fields, RecipientColumns Columns)> Read()
    {
        var options = Options() with { Separator = Separator(file.FirstLine(LargestRecord)) };
        var reader = CsvReader.Create(file.OpenAt(1), options, leaveOpen: true);
        try
        {
            var columns = ReadHeader(reader);
            var (before, isLineByLine) = (0, false);
            while (true)
            {
                var (found, swallowed) = isLineByLine ? (reader.Read(), null) : Next(reader);
                Report(before, swallowed ?? int.MaxValue);
                if (swallowed is { } line)
                {
                    var separator = reader.Separator;
                    reader.Dispose();
                    (before, isLineByLine) = (line - 1, true);
                    reader = CsvReader.Create(file.OpenAt(line), LineByLine(separator), leaveOpen: true);
                    continue;
                }

                if (!found)
                {
                    yield break;
                }

                var first = before + (int)reader.LineNumber;
                yield return (new(first, first + reader.RawRecord.Count((byte)'\n')), [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)], columns);
            }
        }
        finally
        {
            reader.Dispose();
        }
    }

    // The header alone decides: the lines below may contain any of these in names and notes.
    private static char? Separator(string header) => header.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
        ? null
        : Separators.MaxBy(separator => header.Count(letter => letter == separator));

    private RecipientColumns ReadHeader(CsvReader reader)
    {
        try
        {
            reader.ReadHeader();
        }
        catch (CsvFormatException)
        {
            malformed.Enqueue(new(1, CsvMalformedReason.UnterminatedQuote, true, 0, "", 1));
        }

        return malformed.Count > 0
            ? throw ImportProblem.OfFile("import-header", "The quotation marks in the first line do not match.", "Name the columns without quotation marks.", 1)
            : RecipientColumns.Read([.. reader.Headers], problems);
    }

    /// <returns>Whether there is a record, or the line from which to read again because a field ran on past its line.</returns>
    private (bool Found, int? Swallowed) Next(CsvReader reader)
    {
        try
        {
            var found = reader.Read();
            var runaway = malformed.FirstOrDefault(bad => bad.RawRecord.AsSpan().ContainsAny('\n', '\r'));
            return (found, runaway is { RawRecord.Length: > 0 } ? (int)runaway.LineNumber : null);
        }
        catch (CsvFormatException exception)
        {
            return (false, (int)exception.LineNumber);
        }
    }

    // Records from the line that is read again are met again.
    private void Report(int before, int readAgainFrom)
    {
        while (malformed.TryDequeue(out var bad))
        {
            if (bad.LineNumber < readAgainFrom)
            {
                Report(before + (int)bad.LineNumber, bad.Reason);
            }
        }
    }

    private void Report(int line, CsvMalformedReason reason)
    {
        rejected.Add(new(line, line));
        problems.Add(ImportProblem.OfLine(
            "import-quotes", line, null,
            reason is CsvMalformedReason.StrayQuote or CsvMalformedReason.TextAfterClosingQuote
                ? "A quotation mark stands in the middle of a field."
                : "A quotation mark is opened and not closed in this line.",
            "Put the whole field into quotation marks and double those inside it, or remove them."));
    }

    // Where no field runs on past its line, no record can run away; a long line is only a bad line.
    private CsvReaderOptions LineByLine(char separator) => Options() with
    {
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        Separator = separator,
        MaxRecordSize = null,
    };

    private CsvReaderOptions Options() => new()
    {
        TrackLineNumbers = true,
        TrimWhitespace = true,
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = malformed.Enqueue,
        MaxRecordSize = LargestRecord,
        IncludeValuesInExceptions = false,
    };
}
