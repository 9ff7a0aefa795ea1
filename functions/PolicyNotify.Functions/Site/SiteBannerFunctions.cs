using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Site;

namespace PolicyNotify.Functions.Site;

/// <summary>What products embed to tell of a document's changes.</summary>
public sealed class SiteBannerFunctions(ApiGate gate, PolicySite site)
{
    /// <summary>GET /{document}/banner, for a frame.</summary>
    [Function("SiteBanner")]
    public Task<IResult> PageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{document}/banner")] HttpRequest request,
        string document,
        CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () => new SiteBannerResult(await site.BannerPageAsync(document, cancellationToken)));

    /// <summary>GET /{document}/banner.json, for products that draw their own.</summary>
    [Function("SiteBannerData")]
    public Task<IResult> DataAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{document}/banner.json")] HttpRequest request,
        string document,
        CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () => new SiteFeedResult(await site.BannerDataAsync(document, cancellationToken)));
}
