using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Problems;

namespace PolicyNotify.Functions.Site;

/// <summary>
/// The front page, and every address that leads nowhere. The Functions host knows no route for the root alone, only catch-alls that include it;
/// and it tries routes in the order of function names, so this one's name sorts last.
/// </summary>
public sealed class SiteWildcardFunction(SiteDoor door, ApiGate gate)
{
    /// <summary>GET / and everything unknown.</summary>
    [Function("SiteWildcard")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{*path}")] HttpRequest request,
        CancellationToken cancellationToken) => request.Path switch
        {
            { HasValue: false } or { Value: "/" } => door.PageAsync(request, site => site.HomeAsync(cancellationToken)),
            var path when path.StartsWithSegments("/api") => gate.OpenAsync(
                request, () => throw new UnknownResourceException("The API has no such address; docs/api.md lists those it has.")),
            _ => door.PageAsync(request, site => Task.FromResult(site.NotFound())),
        };
}
