using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyNotify.LocalRuntime.Settings;

/// <summary>What the local runtime honours of host.json, with the Functions host's defaults.</summary>
internal sealed record HostFile(string RoutePrefix, TimeSpan FunctionTimeout, QueueSettings Queues)
{
    public const string Name = "host.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static HostFile Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            throw new LocalRuntimeException($"There is no {Name} in {folder}; it is copied there by the build.");
        }

        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), Json);
            var queues = content?.Extensions?.Queues ?? new QueueSettings();
            queues.Validate(path);
            return new HostFile(
                content?.Extensions?.Http?.RoutePrefix ?? "api",
                content?.FunctionTimeout ?? TimeSpan.FromMinutes(30),
                queues);
        }
        catch (JsonException exception)
        {
            throw new LocalRuntimeException($"{path} cannot be read (line {exception.LineNumber + 1}, {exception.Path}): {exception.Message}", exception);
        }
    }

    private sealed record Content(
        [property: JsonPropertyName("functionTimeout")] TimeSpan? FunctionTimeout,
        [property: JsonPropertyName("extensions")] Extensions? Extensions);

    private sealed record Extensions(
        [property: JsonPropertyName("http")] Http? Http,
        [property: JsonPropertyName("queues")] QueueSettings? Queues);

    private sealed record Http([property: JsonPropertyName("routePrefix")] string? RoutePrefix);
}
