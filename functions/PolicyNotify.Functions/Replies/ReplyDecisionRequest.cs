using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Json;
using PolicyNotify.Problems;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Functions.Replies;

/// <summary>The body of a decision about a reply, as sent.</summary>
internal sealed record ReplyDecisionRequest(string? As, string? By, string? Why, string? Notice, string? Recipient)
{
    /// <exception cref="RejectedInputException">The body is not the JSON that is asked for, or says something that cannot be.</exception>
    public static async Task<ReplyDecision> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<ReplyDecisionRequest>(request.Body, PolicyNotifyJson.Compact, cancellationToken) is { } sent
                ? ReplyDecision.Read(sent.As, sent.By, sent.Why, sent.Notice, sent.Recipient)
                : throw Refused("body", "The body is empty.");
        }
        catch (JsonException exception)
        {
            throw Refused(exception.Path?.TrimStart('$', '.') is { Length: > 0 } field ? field : "body", "The body is not the JSON that is asked for.");
        }
    }

    private static RejectedInputException Refused(string field, string message)
    {
        const string Help = """Send JSON such as {"as": "question", "by": "Nora Daly", "why": "She only asks when it starts."}.""";
        return new($"{message} {Help}", [new Diagnostic("resolve-body", DiagnosticSeverity.Error, message, Help, "request", Field: field)]);
    }
}
