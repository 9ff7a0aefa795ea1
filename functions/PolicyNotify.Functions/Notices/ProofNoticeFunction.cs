using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Notices.Content;

namespace PolicyNotify.Functions.Notices;

/// <summary>Shows the mail of a notice before, while and after it goes out.</summary>
public sealed class ProofNoticeFunction(NoticeProof proof, ApiGate gate)
{
    /// <summary><c>GET api/notices/{notice}/proof</c>: the present edition as message/rfc822, to a sample recipient. Needs a key: it may not be public yet.</summary>
    [Function("ApiNoticesProof")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/notices/{notice}/proof")] HttpRequest request,
        string notice,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ =>
        {
            var id = NoticeDecisionRequest.Notice(notice);
            return Results.Bytes(await proof.WriteAsync(id, cancellationToken), "message/rfc822", $"{id}-proof.eml");
        });
}
