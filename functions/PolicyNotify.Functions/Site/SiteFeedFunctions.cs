using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Site;

namespace PolicyNotify.Functions.Site;

/// <summary>The feeds of every new version, minor or significant.</summary>
public sealed class SiteFeedFunctions(ApiGate gate, PolicySite site)
{
    /// <summary>GET /feed.xml.</summary>
    [Function("SiteFeedAtom")]
    public Task<IResult> AtomAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "feed.xml")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () => new SiteFeedResult(await site.AtomAsync(cancellationToken)));

    /// <summary>GET /feed.json.</summary>
    [Function("SiteFeedJson")]
    public Task<IResult> JsonAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "feed.json")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () => new SiteFeedResult(await site.JsonAsync(cancellationToken)));
}
