using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Publishing;

namespace PolicyNotify.Functions.Publishing;

/// <summary>Lists the documents.</summary>
public sealed class DocumentsFunction(ApiGate gate, PublishedVersions versions)
{
    /// <summary><c>GET api/documents</c></summary>
    [Function("ApiDocuments")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () => Answer.Json(await versions.DocumentsAsync(cancellationToken)));
}
