using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Functions.Replies;

/// <summary>Notes that a data-protection request was answered.</summary>
public sealed class CloseRequestFunction(RequestDesk desk, ApiGate gate)
{
    /// <summary><c>POST api/replies/{id}/close</c> with <c>{"by": "…", "why": "…"}</c>. Answers the reply as it then stands.</summary>
    [Function("ApiRepliesClose")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/replies/{id}/close")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var reply = ReplyNames.Read(id);
            var body = await PersonDecisionRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(await desk.CloseAsync(reply, body.Decision, actor, cancellationToken));
        });
}
