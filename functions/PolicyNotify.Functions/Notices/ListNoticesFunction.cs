using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Notices;

namespace PolicyNotify.Functions.Notices;

/// <summary>Answers which notices there are.</summary>
public sealed class ListNoticesFunction(NoticeDirectory notices, ApiGate gate)
{
    /// <summary><c>GET api/notices</c>: every notice, the latest planned first. Needs a key: it tells about people.</summary>
    [Function("ApiNoticesList")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notices")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(await notices.ListAsync(cancellationToken)));
}
