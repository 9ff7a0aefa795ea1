using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Notices;

namespace PolicyNotify.Functions.Notices;

/// <summary>Cancels a notice before its first mail and withdraws its version.</summary>
public sealed class CancelNoticeFunction(NoticeDecisions decisions, ApiGate gate)
{
    /// <summary><c>POST api/notices/{notice}/cancel</c> with <c>{"by": "…", "why": "…"}</c>.</summary>
    [Function("ApiNoticesCancel")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/notices/{notice}/cancel")] HttpRequest request,
        string notice,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var body = await NoticeDecisionRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(await decisions.CancelAsync(NoticeDecisionRequest.Notice(notice), body.Decision(actor), cancellationToken));
        });
}
