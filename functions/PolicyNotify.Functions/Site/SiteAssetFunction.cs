using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PolicyNotify.Functions.Site;

/// <summary>The style sheet and the icon.</summary>
public sealed class SiteAssetFunction(SiteDoor door)
{
    /// <summary>GET /assets/{file}.</summary>
    [Function("SiteAsset")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "assets/{file}")] HttpRequest request, string file) =>
        door.AssetAsync(request, file);
}
