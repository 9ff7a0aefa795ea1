using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Replies;

namespace PolicyNotify.Functions.Replies;

/// <summary>Answers what one reply says and what was made of it.</summary>
public sealed class GetReplyFunction(ReplyDirectory replies, ApiGate gate)
{
    /// <summary><c>GET api/replies/{id}</c>. Needs a key: it tells about a person.</summary>
    [Function("ApiRepliesGet")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/replies/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(await replies.GetAsync(ReplyNames.Read(id), cancellationToken)));
}
