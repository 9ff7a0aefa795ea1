using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Functions.Http;
using PolicyNotify.Problems;
using PolicyNotify.Replies.HandingOn;

namespace PolicyNotify.Functions.Replies;

/// <summary>Answers what the account system was told, and what could not be told.</summary>
public sealed class ListWebhooksFunction(WebhookDirectory webhooks, ApiGate gate)
{
    private const string Parameter = "state";

    /// <summary><c>GET api/webhooks?state=dead</c>: every event, or those in one state; the latest first. Needs a key.</summary>
    [Function("ApiWebhooksList")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/webhooks")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(await webhooks.ListAsync(State(request), cancellationToken)));

    private static WebhookState? State(HttpRequest request)
    {
        var text = request.Query[Parameter].ToString();
        if (text.Length == 0)
            return null;
        foreach (var state in Enum.GetValues<WebhookState>())
        {
            if (state.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
                return state;
        }

        throw new RejectedInputException(
            $"The parameter {Parameter} names no state.",
            [new("webhooks-state", DiagnosticSeverity.Error, $"The parameter {Parameter} names no state.", "Write pending, delivered or dead, or leave it out.", "query", Field: Parameter)]);
    }
}
