using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Recipients.Reachability;

namespace PolicyNotify.Functions.Recipients;

/// <summary>Lists whom mail does not reach.</summary>
public sealed class UnreachableRecipientsFunction(ApiGate gate, RecipientReachability reachability)
{
    /// <summary><c>GET api/recipients/unreachable</c>: JSON, or CSV where the Accept header asks for it; a line for each person.</summary>
    [Function("ApiRecipientsUnreachable")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/recipients/unreachable")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, _ => Task.FromResult(
            RecordsAnswer.Of(request, reachability.ListAsync(cancellationToken), "unreachable", cancellationToken)));
}
