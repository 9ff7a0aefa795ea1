using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Recipients;

namespace PolicyNotify.Functions.Recipients;

/// <summary>Counts recipients.</summary>
public sealed class CountRecipientsFunction(ApiGate gate, RecipientStore recipients)
{
    /// <summary><c>GET api/recipients</c></summary>
    [Function("ApiRecipients")]
    public Task<IResult> CountAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/recipients")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(await recipients.CountsAsync(cancellationToken)));
}
