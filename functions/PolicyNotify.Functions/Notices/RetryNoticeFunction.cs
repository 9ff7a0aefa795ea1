using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Notices;

namespace PolicyNotify.Functions.Notices;

/// <summary>Makes the failed deliveries of a notice again.</summary>
public sealed class RetryNoticeFunction(NoticeDecisions decisions, ApiGate gate)
{
    /// <summary><c>POST api/notices/{notice}/retry</c> with <c>{"by": "…", "why": "…"}</c>.</summary>
    [Function("ApiNoticesRetry")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/notices/{notice}/retry")] HttpRequest request,
        string notice,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var body = await NoticeDecisionRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(await decisions.RetryAsync(NoticeDecisionRequest.Notice(notice), body.Decision(actor), cancellationToken));
        });
}
