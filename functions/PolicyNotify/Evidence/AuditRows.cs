using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace PolicyNotify.Evidence;

/// <summary>Audit entries as table rows: <c>e</c> and the padded sequence number; <c>k</c> and the hash of a key already recorded.</summary>
internal static class AuditRows
{
    public const string Partition = "log";

    /// <summary>Sorts after every entry and before every other row.</summary>
    public const string EndOfEntries = "f";

    public static string EntryKey(long sequence) => string.Create(CultureInfo.InvariantCulture, $"e{sequence:D19}");

    // Keys may hold characters that a row key may not.
    public static string RecordedKey(string key) => $"k{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";

    public static TableEntity WriteKey(string key, long sequence) =>
        new(Partition, RecordedKey(key)) { ["Key"] = key, [nameof(AuditEntry.Sequence)] = sequence };

    public static TableEntity WriteEntry(AuditEntry entry) => new(Partition, EntryKey(entry.Sequence))
    {
        [nameof(AuditEntry.Sequence)] = entry.Sequence,
        [nameof(AuditEntry.At)] = entry.At,
        [nameof(AuditEntry.Action)] = entry.Action,
        [nameof(AuditEntry.Subject)] = entry.Subject,
        [nameof(AuditEntry.Actor)] = entry.Actor,
        [nameof(AuditEntry.Details)] = JsonSerializer.Serialize(entry.Details),
        [nameof(AuditEntry.PreviousHash)] = entry.PreviousHash,
        [nameof(AuditEntry.Hash)] = entry.Hash,
    };

    /// <exception cref="InvalidDataException">The row was changed so that it can no longer be read.</exception>
    public static AuditEntry ReadEntry(TableEntity row)
    {
        try
        {
            return new(
                row.GetInt64(nameof(AuditEntry.Sequence))!.Value,
                row.GetDateTimeOffset(nameof(AuditEntry.At))!.Value,
                row.GetString(nameof(AuditEntry.Action)),
                row.GetString(nameof(AuditEntry.Subject)),
                row.GetString(nameof(AuditEntry.Actor)),
                new SortedDictionary<string, string>(
                    JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(nameof(AuditEntry.Details)))!, StringComparer.Ordinal),
                row.GetString(nameof(AuditEntry.PreviousHash)),
                row.GetString(nameof(AuditEntry.Hash)));
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException or ArgumentNullException or InvalidCastException)
        {
            throw new InvalidDataException($"The audit row {row.RowKey} cannot be read: it is not as it was written.", exception);
        }
    }
}
