using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Functions.Replies;

/// <summary>Ends an objection.</summary>
public sealed class WithdrawObjectionFunction(ObjectionDecisions decisions, ApiGate gate)
{
    /// <summary><c>POST api/objections/{notice}/{recipient}/withdraw</c> with <c>{"because": "person", "by": "…", "why": "…"}</c>: the objection no longer stands. Answers the objection as it then stands.</summary>
    [Function("ApiObjectionsWithdraw")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/objections/{notice}/{recipient}/withdraw")] HttpRequest request,
        string notice,
        string recipient,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var (id, person) = PersonDecisionRequest.Objection(notice, recipient);
            var body = await PersonDecisionRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(await decisions.WithdrawAsync(id, person, body.Ground, body.Decision, actor, cancellationToken));
        });
}
