using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Notices;

namespace PolicyNotify.Functions.Notices;

/// <summary>Lets a held version take effect once everybody has had the full notice period.</summary>
public sealed class ReleaseNoticeFunction(NoticeDecisions decisions, ApiGate gate)
{
    /// <summary><c>POST api/notices/{notice}/release</c> with <c>{"by": "…", "why": "…"}</c>.</summary>
    [Function("ApiNoticesRelease")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/notices/{notice}/release")] HttpRequest request,
        string notice,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var body = await NoticeDecisionRequest.ReadAsync(request, cancellationToken);
            return Answer.Json(await decisions.ReleaseAsync(NoticeDecisionRequest.Notice(notice), body.Decision(actor), cancellationToken));
        });
}
