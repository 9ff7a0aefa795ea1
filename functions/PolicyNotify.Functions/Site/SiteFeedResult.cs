using System.Text;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Site;

namespace PolicyNotify.Functions.Site;

/// <summary>Answers with a feed or other data, which pages of other sites may read too.</summary>
internal sealed class SiteFeedResult(SiteFeed feed) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = "public, max-age=300";
        headers.AccessControlAllowOrigin = "*";
        return httpContext.WriteBodyAsync(feed.ContentType, Encoding.UTF8.GetBytes(feed.Text));
    }
}
