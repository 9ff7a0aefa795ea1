using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PolicyNotify.Site;

namespace PolicyNotify.Functions.Site;

/// <summary>Answers with a page. Browsers ask again each time and get 304 while nothing has changed, so nobody reads a text that no longer applies.</summary>
internal sealed class SitePageResult(SitePage page) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var headers = response.Headers;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = page.Status == StatusCodes.Status200OK ? "public, no-cache" : "no-store";
        if (page.Status == StatusCodes.Status200OK)
        {
            headers.ETag = page.ETag;
            if (IsKnown(httpContext.Request))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        response.StatusCode = page.Status;
        await httpContext.WriteBodyAsync("text/html; charset=utf-8", Encoding.UTF8.GetBytes(page.Html));
    }

    private bool IsKnown(HttpRequest request) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(EntityTagHeaderValue.Parse(page.ETag), useStrongComparison: false));
}
