using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Notices;

namespace PolicyNotify.Functions.Notices;

/// <summary>Approves the mail of a notice, so that mailing may start.</summary>
public sealed class ApproveNoticeFunction(NoticeDecisions decisions, ApiGate gate)
{
    /// <summary>
    /// <c>POST api/notices/{notice}/approve</c> with <c>{"by": "…", "why": "…", "content": "a1b2c3d4e5f6"}</c>; <c>content</c>, the edition that was
    /// read, may be left out.
    /// </summary>
    [Function("ApiNoticesApprove")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/notices/{notice}/approve")] HttpRequest request,
        string notice,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var body = await NoticeDecisionRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(await decisions.ApproveAsync(NoticeDecisionRequest.Notice(notice), body.Content, body.Decision(actor), cancellationToken));
        });
}
