using System.Text.Json;

namespace PolicyNotify.Tests.Replies.HandingOn;

/// <summary>An event as an account system received it.</summary>
internal sealed record ReceivedEvent(string Id, JsonElement Event, string Body, DateTimeOffset At)
{
    public string Type => Event.GetProperty("type").GetString()!;

    public JsonElement Data => Event.GetProperty("data");
}
