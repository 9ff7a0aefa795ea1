using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Functions.Http;
using PolicyNotify.Json;
using PolicyNotify.Problems;
using PolicyNotify.Replies.Standing;

namespace PolicyNotify.Functions.Replies;

/// <summary>Answers the same for somebody of whom only the address is known. It is sent in the body, so that it stands in no address and no log.</summary>
public sealed class FindStandingFunction(StandingDirectory standings, ApiGate gate)
{
    private const int LongestAddress = 320;

    /// <summary><c>POST api/recipients/standing</c> with <c>{"address": "…"}</c>. Needs a key: it tells about a person.</summary>
    [Function("ApiRecipientsStandingFind")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/recipients/standing")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(await standings.FindAsync(await ReadAsync(request, cancellationToken), cancellationToken)));

    private static async Task<string> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var sent = await JsonSerializer.DeserializeAsync<Body>(request.Body, PolicyNotifyJson.Compact, cancellationToken);
            return sent?.Address?.Trim() is { Length: > 2 and <= LongestAddress } address && address.Contains('@', StringComparison.Ordinal) ? address : throw Refused("address");
        }
        catch (JsonException)
        {
            throw Refused("body");
        }
    }

    private static RejectedInputException Refused(string field)
    {
        const string Message = "The body does not name a person.";
        const string Help = """Send JSON such as {"address": "ada@example.com"}.""";
        return new($"{Message} {Help}", [new Diagnostic("standing-body", DiagnosticSeverity.Error, Message, Help, "request", Field: field)]);
    }

    private sealed record Body(string? Address);
}
