using System.Text.Json;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Json;

namespace PolicyNotify.Publishing;

/// <summary>The message that wakes the next stage when a version was published. Only a hint: a timer finds what a lost message missed.</summary>
/// <param name="Document">Which document.</param>
/// <param name="Version">Which version.</param>
internal sealed record VersionNudge(DocumentId Document, VersionNumber Version)
{
    public const string Queue = "versions-published";

    public string Write() => JsonSerializer.Serialize(this, PolicyNotifyJson.Compact);

    /// <exception cref="JsonException">The message is not one of ours.</exception>
    public static VersionNudge Read(string message) =>
        JsonSerializer.Deserialize<VersionNudge>(message, PolicyNotifyJson.Compact) ?? throw new JsonException("The message is empty.");
}
