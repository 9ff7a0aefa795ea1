using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Replies.Receiving.Sources;

namespace PolicyNotify.Functions.Replies;

/// <summary>Answers how the places that replies come from are doing.</summary>
public sealed class ListReplySourcesFunction(ReplySources sources, ApiGate gate)
{
    /// <summary><c>GET api/reply-sources</c>: every configured source, what keeps it from being read, and how many mails wait there. Needs a key.</summary>
    [Function("ApiReplySourcesList")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/reply-sources")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(await sources.ListAsync(cancellationToken)));
}
