using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PolicyNotify.Evidence;

/// <summary>
/// The seal of an audit entry: SHA-256 over its canonical JSON. Canonical means: UTF-8, no spaces, the members in the order below, the
/// details in ordinal order of their keys, the time in UTC with seven decimals, only the escapes that JSON demands.
/// </summary>
internal static class AuditHash
{
    /// <summary>What stands for the hash before the first entry.</summary>
    public const string BeforeFirst = "0000000000000000000000000000000000000000000000000000000000000000";

    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static AuditEntry Sealed(AuditEntry entry) => entry with { Hash = Of(entry) };

    public static string Of(AuditEntry entry)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Canonical))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", entry.Sequence);
            json.WriteString("at", entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("action", entry.Action);
            json.WriteString("subject", entry.Subject);
            json.WriteString("actor", entry.Actor);
            json.WriteStartObject("details");
            foreach (var (key, value) in entry.Details.OrderBy(detail => detail.Key, StringComparer.Ordinal))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            json.WriteString("previousHash", entry.PreviousHash);
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }
}
