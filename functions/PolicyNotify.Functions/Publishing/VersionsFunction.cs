using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Publishing;

namespace PolicyNotify.Functions.Publishing;

/// <summary>Lists the versions of a document.</summary>
public sealed class VersionsFunction(ApiGate gate, PublishedVersions versions)
{
    /// <summary><c>GET api/documents/{document}/versions</c></summary>
    [Function("ApiVersions")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents/{document}/versions")] HttpRequest request,
        string document,
        CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () => Answer.Json(await versions.VersionsAsync(document, cancellationToken)));
}
