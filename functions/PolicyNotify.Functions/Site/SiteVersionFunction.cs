using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PolicyNotify.Functions.Site;

/// <summary>One version of a document.</summary>
public sealed class SiteVersionFunction(SiteDoor door)
{
    /// <summary>GET /{document}/versions/{version}.</summary>
    [Function("SiteVersion")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{document}/versions/{version}")] HttpRequest request, string document, string version,
        CancellationToken cancellationToken) =>
        door.PageAsync(request, site => site.VersionAsync(document, version, cancellationToken));
}
