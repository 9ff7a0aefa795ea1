using System.Text;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Site;

namespace PolicyNotify.Functions.Site;

/// <summary>Answers with the banner: the one page of ours that other sites may show inside theirs. It has nothing to click but links that open by themselves.</summary>
internal sealed class SiteBannerResult(SitePage page) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";
        headers.CacheControl = "public, max-age=300";
        return httpContext.WriteBodyAsync("text/html; charset=utf-8", Encoding.UTF8.GetBytes(page.Html));
    }
}
