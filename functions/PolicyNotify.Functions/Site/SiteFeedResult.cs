using System.Text;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Site;

namespace PolicyNotify.Functions.Site;

/// <summary>Answers with a feed or other data, which pages of other sites may read too.</summary>
internal sealed class SiteFeedResult(SiteFeed feed) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = Encoding.UTF8.GetBytes(feed.Text);
        var response = httpContext.Response;
        response.Headers.CacheControl = "public, max-age=300";
        response.Headers.AccessControlAllowOrigin = "*";
        response.ContentType = feed.ContentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
