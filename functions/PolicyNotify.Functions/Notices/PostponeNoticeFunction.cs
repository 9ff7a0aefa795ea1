using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Notices;

namespace PolicyNotify.Functions.Notices;

/// <summary>Moves the effective date of an announced version to a later day.</summary>
public sealed class PostponeNoticeFunction(NoticeDecisions decisions, ApiGate gate)
{
    /// <summary><c>POST api/notices/{notice}/postpone</c> with <c>{"by": "…", "why": "…", "effectiveOn": "2026-05-01"}</c>.</summary>
    [Function("ApiNoticesPostpone")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/notices/{notice}/postpone")] HttpRequest request,
        string notice,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var body = await NoticeDecisionRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(await decisions.PostponeAsync(NoticeDecisionRequest.Notice(notice), body.RequireEffectiveOn(), body.Decision(actor), cancellationToken));
        });
}
