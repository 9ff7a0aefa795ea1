using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace PolicyNotify.Json;

/// <summary>Writes any number of records to a stream, JSON or CSV, a piece at a time: the caller's memory does not grow with them.</summary>
public static class RecordExport
{
    private const int Piece = 64 * 1024;

    private static readonly CsvWriterOptions Options = new() { NewLine = "\r\n", Injection = CsvInjection.Escape };

    /// <summary>Writes one JSON array with one record a line, in <see cref="PolicyNotifyJson.Compact"/>.</summary>
    public static async Task WriteJsonAsync<T>(IAsyncEnumerable<T> records, Stream target, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        buffer.Write("["u8);
        var first = true;
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            buffer.Write(first ? "\n"u8 : ",\n"u8);
            first = false;
            buffer.Write(JsonSerializer.SerializeToUtf8Bytes(record, PolicyNotifyJson.Compact));
            await PassOnAsync(buffer, target, Piece, cancellationToken);
        }

        buffer.Write("\n]\n"u8);
        await PassOnAsync(buffer, target, 0, cancellationToken);
    }

    /// <summary>
    /// Writes CSV (RFC 4180): a header line with the members' names in camel case, moments as ISO 8601 in UTC, enumerations as words. A cell
    /// that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection").
    /// </summary>
    public static async Task WriteCsvAsync<T>(IAsyncEnumerable<T> records, Stream target, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        using var csv = CsvWriter.Create(buffer, Options, leaveOpen: true);
        var members = typeof(T).GetProperties();
        foreach (var member in members)
        {
            csv.WriteField(JsonNamingPolicy.CamelCase.ConvertName(member.Name));
        }

        csv.EndRecord();
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            foreach (var member in members)
            {
                csv.WriteField(Cell(member.GetValue(record)));
            }

            csv.EndRecord();
            csv.Flush();
            await PassOnAsync(buffer, target, Piece, cancellationToken);
        }

        csv.Flush();
        await PassOnAsync(buffer, target, 0, cancellationToken);
    }

    private static string? Cell(object? value) => value switch
    {
        null => null,
        DateTimeOffset moment => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        string text => text,
        System.Collections.IEnumerable several => string.Join(' ', several.Cast<object>().Select(Cell)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    // The stream may be a response, which refuses to be written to synchronously.
    private static async Task PassOnAsync(MemoryStream buffer, Stream target, int above, CancellationToken cancellationToken)
    {
        if (buffer.Length > above)
        {
            await target.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
            buffer.SetLength(0);
        }
    }
}
