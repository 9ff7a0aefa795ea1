using Microsoft.AspNetCore.Http;

namespace PolicyNotify.Functions.Site;

/// <summary>Writes what the site answers with.</summary>
internal static class SiteResponse
{
    /// <summary>Writes a body with its type and length; the length alone where only the head was asked for.</summary>
    public static async Task WriteBodyAsync(this HttpContext context, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
