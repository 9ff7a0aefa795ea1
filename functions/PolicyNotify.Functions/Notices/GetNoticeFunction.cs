using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Notices;

namespace PolicyNotify.Functions.Notices;

/// <summary>Answers how far one notice has come.</summary>
public sealed class GetNoticeFunction(NoticeDirectory notices, ApiGate gate)
{
    /// <summary><c>GET api/notices/{notice}</c>. Needs a key: it tells about people.</summary>
    [Function("ApiNoticesGet")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notices/{notice}")] HttpRequest request,
        string notice,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(await notices.GetAsync(NoticeDecisionRequest.Notice(notice), cancellationToken)));
}
