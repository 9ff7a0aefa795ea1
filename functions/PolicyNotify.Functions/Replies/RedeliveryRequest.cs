using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Json;
using PolicyNotify.Problems;

namespace PolicyNotify.Functions.Replies;

/// <summary>The body that says what is to be delivered again.</summary>
internal sealed record RedeliveryRequest(string? Event, bool? Dead, string? Endpoint)
{
    private const int LongestId = 100;

    /// <exception cref="RejectedInputException">The body is not the JSON that is asked for, or names not exactly one of the two.</exception>
    public static async Task<RedeliveryRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var sent = await JsonSerializer.DeserializeAsync<RedeliveryRequest>(request.Body, PolicyNotifyJson.Compact, cancellationToken) ?? throw Refused("body", "The body is empty.");
            if (sent.Event is null == (sent.Dead is not true))
                throw Refused("event", "The body has to name either an event or the dead ones.");
            return IsName(sent.Event) ? sent : throw Refused("event", "The text names no event.");
        }
        catch (JsonException exception)
        {
            throw Refused(exception.Path?.TrimStart('$', '.') is { Length: > 0 } field ? field : "body", "The body is not the JSON that is asked for.");
        }
    }

    private static bool IsName(string? id) => id is null || (id.Length is > 0 and <= LongestId && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'));

    private static RejectedInputException Refused(string field, string message)
    {
        const string Help = """Send JSON such as {"event": "msg_0d5f…"} or {"dead": true}, with "endpoint" for one endpoint alone.""";
        return new($"{message} {Help}", [new Diagnostic("redeliver-body", DiagnosticSeverity.Error, message, Help, "request", Field: field)]);
    }
}
