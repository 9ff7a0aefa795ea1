using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Notices;

namespace PolicyNotify.Functions.Notices;

/// <summary>Ends a hold of legal's and lets mailing go on.</summary>
public sealed class ResumeNoticeFunction(NoticeDecisions decisions, ApiGate gate)
{
    /// <summary><c>POST api/notices/{notice}/resume</c> with <c>{"by": "…", "why": "…"}</c>.</summary>
    [Function("ApiNoticesResume")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/notices/{notice}/resume")] HttpRequest request,
        string notice,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var body = await NoticeDecisionRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(await decisions.ResumeAsync(NoticeDecisionRequest.Notice(notice), body.Decision(actor), cancellationToken));
        });
}
