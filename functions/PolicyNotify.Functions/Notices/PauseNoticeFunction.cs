using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Notices;

namespace PolicyNotify.Functions.Notices;

/// <summary>Stops the mailing of a notice.</summary>
public sealed class PauseNoticeFunction(NoticeDecisions decisions, ApiGate gate)
{
    /// <summary><c>POST api/notices/{notice}/pause</c> with <c>{"reason": "…"}</c>.</summary>
    [Function("ApiNoticesPause")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/notices/{notice}/pause")] HttpRequest request,
        string notice,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var body = await NoticeDecisionRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(await decisions.PauseAsync(NoticeDecisionRequest.Notice(notice), body.Reason ?? "", actor, cancellationToken));
        });
}
