using System.Text;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Site;

namespace PolicyNotify.Functions.Site;

/// <summary>Answers with the banner: the one page of ours that other sites may show inside theirs. It has nothing to click but links that open by themselves.</summary>
internal sealed class SiteBannerResult(SitePage page) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = Encoding.UTF8.GetBytes(page.Html);
        var response = httpContext.Response;
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";
        response.Headers.CacheControl = "public, max-age=300";
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
