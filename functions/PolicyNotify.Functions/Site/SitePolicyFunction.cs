using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PolicyNotify.Functions.Site;

/// <summary>A document: the version in force. Its name sorts after those of the other pages with one segment (feeds), which the Functions host therefore tries first.</summary>
public sealed class SitePolicyFunction(SiteDoor door)
{
    /// <summary>GET /{document}.</summary>
    [Function("SitePolicy")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{document}")] HttpRequest request, string document,
        CancellationToken cancellationToken) =>
        door.PageAsync(request, site => site.DocumentAsync(document, cancellationToken));
}
