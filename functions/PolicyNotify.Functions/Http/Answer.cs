using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PolicyNotify.Json;

namespace PolicyNotify.Functions.Http;

/// <summary>The answers of the API. Those with a tag answer 304 to a caller who has the same already.</summary>
internal static class Answer
{
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) =>
        Results.Json(value, PolicyNotifyJson.Compact, statusCode: status);

    /// <summary>A text that will be the same for ever under this address.</summary>
    public static IResult Immutable(HttpRequest request, string text, string contentType, string tag)
    {
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Bytes(Encoding.UTF8.GetBytes(text), contentType, tag);
    }

    /// <summary>A text that a later release may lay out differently: kept by the caller, asked for again.</summary>
    public static IResult Tagged(HttpRequest request, string text, string contentType)
    {
        request.HttpContext.Response.Headers.CacheControl = "public, no-cache";
        var bytes = Encoding.UTF8.GetBytes(text);
        return Bytes(bytes, contentType, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>A whole page around a fragment of ours.</summary>
    public static string Page(string title, string language, string fragment) =>
        $"<!doctype html>\n<html lang=\"{WebUtility.HtmlEncode(language)}\">\n<meta charset=\"utf-8\">\n<title>{WebUtility.HtmlEncode(title)}</title>\n{fragment}\n";

    private static IResult Bytes(byte[] bytes, string contentType, string tag) =>
        Results.Bytes(bytes, $"{contentType}; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{tag}\""));
}
