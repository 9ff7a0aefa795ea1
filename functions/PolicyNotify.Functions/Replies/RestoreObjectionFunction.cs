using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Functions.Replies;

/// <summary>Lets a withdrawn objection stand again.</summary>
public sealed class RestoreObjectionFunction(ObjectionDecisions decisions, ApiGate gate)
{
    /// <summary><c>POST api/objections/{notice}/{recipient}/restore</c> with <c>{"by": "…", "why": "…"}</c>: a withdrawn objection stands again. Answers the objection as it then stands.</summary>
    [Function("ApiObjectionsRestore")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/objections/{notice}/{recipient}/restore")] HttpRequest request,
        string notice,
        string recipient,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var (id, person) = PersonDecisionRequest.Objection(notice, recipient);
            var body = await PersonDecisionRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(await decisions.RestoreAsync(id, person, body.Decision, actor, cancellationToken));
        });
}
