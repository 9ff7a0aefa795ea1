using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PolicyNotify.Mail.SendGrid;

/// <summary>Reads a batch of SendGrid's event webhook: a JSON array of flat objects, in which our custom arguments stand beside SendGrid's own fields.</summary>
/// <param name="Read">The events, each once.</param>
/// <param name="Repeated">How many came more than once in the batch.</param>
/// <param name="Unreadable">How many entries are no events: no object, no name, no time.</param>
internal sealed record SendGridEvents(IReadOnlyList<SendGridEvent> Read, int Repeated, int Unreadable)
{
    private const int LongestCode = 20;

    /// <exception cref="JsonException">The body is not a JSON array.</exception>
    public static SendGridEvents Parse(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind is not JsonValueKind.Array)
        {
            throw new JsonException("The body is not an array of events.");
        }

        var events = new Dictionary<string, SendGridEvent>(StringComparer.Ordinal);
        var (repeated, unreadable) = (0, 0);
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            if (ReadOne(entry) is not { } one)
            {
                unreadable++;
            }
            else if (!events.TryAdd(one.Id, one))
            {
                repeated++;
            }
        }

        return new([.. events.Values], repeated, unreadable);
    }

    private static SendGridEvent? ReadOne(JsonElement entry)
    {
        if (entry.ValueKind is not JsonValueKind.Object || Text(entry, "event") is not { Length: > 0 } name || Moment(entry) is not { } at)
        {
            return null;
        }

        // Deferrals say "response" where bounces say "reason".
        var reason = Text(entry, "reason") ?? Text(entry, "response");
        return new(
            Text(entry, "sg_event_id") is { Length: > 0 } id ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry.GetRawText()))),
            name,
            at,
            Text(entry, "delivery"),
            Text(entry, "type"),
            Text(entry, "status") is { Length: > 0 and <= LongestCode } status ? MailText.OneLine(status) : null,
            reason is { Length: > 0 } ? MailText.Redacted(reason) : null);
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && IsSound(value) ? value.GetString() : null;

    private static DateTimeOffset? Moment(JsonElement entry)
    {
        if (!entry.TryGetProperty("timestamp", out var value))
        {
            return null;
        }

        var seconds = value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var number) => number,
            JsonValueKind.String when IsSound(value) && long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => -1,
        };
        return seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    // An escape can stand for half a character, which no text can hold.
    private static bool IsSound(JsonElement value)
    {
        try
        {
            value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
