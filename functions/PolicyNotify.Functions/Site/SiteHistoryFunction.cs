using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PolicyNotify.Functions.Site;

/// <summary>Every version of a document.</summary>
public sealed class SiteHistoryFunction(SiteDoor door)
{
    /// <summary>GET /{document}/history.</summary>
    [Function("SiteHistory")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{document}/history")] HttpRequest request, string document,
        CancellationToken cancellationToken) =>
        door.PageAsync(request, site => site.HistoryAsync(document, cancellationToken));
}
