using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Replies;

namespace PolicyNotify.Functions.Replies;

/// <summary>Answers who objected to what.</summary>
public sealed class ListObjectionsFunction(ReplyDirectory replies, ApiGate gate)
{
    /// <summary>
    /// <c>GET api/objections?notice=privacy-2.0&amp;document=privacy</c>: every objection, or those asked for, withdrawn ones included; the latest
    /// first. Needs a key: it tells about people.
    /// </summary>
    [Function("ApiObjectionsList")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/objections")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(await replies.ListObjectionsAsync(ObjectionQuery.Read(request), cancellationToken)));
}
