using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Replies.HandingOn;

namespace PolicyNotify.Functions.Replies;

/// <summary>Has events delivered again.</summary>
public sealed class RedeliverWebhooksFunction(WebhookDirectory webhooks, ApiGate gate)
{
    /// <summary>
    /// <c>POST api/webhooks/redeliver</c> with <c>{"event": "msg_…"}</c> or <c>{"dead": true}</c>, each with or without <c>"endpoint"</c>.
    /// Answers what is delivered again.
    /// </summary>
    [Function("ApiWebhooksRedeliver")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/redeliver")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var asked = await RedeliveryRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(asked.Event is { } id
                ? await webhooks.RedeliverAsync(id, asked.Endpoint, actor, cancellationToken)
                : await webhooks.RedeliverDeadAsync(asked.Endpoint, actor, cancellationToken));
        });
}
