using Microsoft.AspNetCore.Http;
using PolicyNotify.Site;

namespace PolicyNotify.Functions.Site;

/// <summary>Answers with a style sheet or icon. Its name changes with its content, so browsers keep it.</summary>
internal sealed class SiteAssetResult(SiteAsset asset) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return httpContext.WriteBodyAsync(asset.ContentType, asset.Content);
    }
}
