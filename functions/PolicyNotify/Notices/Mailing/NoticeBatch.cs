using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyNotify.Json;

namespace PolicyNotify.Notices.Mailing;

/// <summary>A message that asks for a pass over some partitions of a mailing. Only a hint: what is to be done follows from the ledger.</summary>
internal sealed record NoticeBatch([property: JsonPropertyName("notice")] MailingId Mailing, IReadOnlyList<string> Partitions)
{
    public const string Queue = "notice-batches";

    /// <summary>How long a batch may take before its message is thought lost: longer than it runs, retries of the queue included.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromMinutes(10);

    public string Write() => JsonSerializer.Serialize(this, PolicyNotifyJson.Compact);

    /// <exception cref="JsonException">The message is not one of ours.</exception>
    public static NoticeBatch Read(string message) =>
        JsonSerializer.Deserialize<NoticeBatch>(message, PolicyNotifyJson.Compact) ?? throw new JsonException("The message is empty.");
}
