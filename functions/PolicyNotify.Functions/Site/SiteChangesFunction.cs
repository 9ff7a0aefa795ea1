using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PolicyNotify.Functions.Site;

/// <summary>What changed between two versions of a document.</summary>
public sealed class SiteChangesFunction(SiteDoor door)
{
    /// <summary>GET /{document}/changes/{from}/{to}.</summary>
    [Function("SiteChanges")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{document}/changes/{from}/{to}")] HttpRequest request, string document, string from, string to,
        CancellationToken cancellationToken) =>
        door.PageAsync(request, site => site.ChangesAsync(document, from, to, cancellationToken));
}
