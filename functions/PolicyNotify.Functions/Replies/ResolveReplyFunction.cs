using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Functions.Replies;

/// <summary>Says what a reply is that waits for review, or that was taken for less than it is.</summary>
public sealed class ResolveReplyFunction(ReplyResolver resolver, ApiGate gate)
{
    /// <summary>
    /// <c>POST api/replies/{id}/resolve</c> with <c>{"as": "objection", "by": "…", "why": "…"}</c> and, where the reply itself does not tell,
    /// <c>"notice"</c> and <c>"recipient"</c>. Answers the reply as it then stands.
    /// </summary>
    [Function("ApiRepliesResolve")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/replies/{id}/resolve")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var reply = ReplyNames.Read(id);
            var decision = await ReplyDecisionRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(await resolver.ResolveAsync(reply, decision, actor, cancellationToken));
        });
}
