using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PolicyNotify.Functions.Http;

/// <summary>Chooses the form of an answer by the request's Accept header (RFC 9110, 12.5.1).</summary>
internal static class MediaChoice
{
    public const string Json = "application/json";
    public const string Markdown = "text/markdown";
    public const string Html = "text/html";
    public const string Plain = "text/plain";
    public const string Csv = "text/csv";

    /// <summary>The offered type that the caller prefers, the first one when the caller does not mind; null when none will do.</summary>
    public static string? Of(HttpRequest request, params ReadOnlySpan<string> offered)
    {
        request.HttpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var wanted) || wanted.Count == 0)
        {
            return offered[0];
        }

        string? best = null;
        var bestQuality = 0.0;
        foreach (var type in offered)
        {
            if (Quality(wanted, new MediaTypeHeaderValue(type)) is var quality && quality > bestQuality)
            {
                (best, bestQuality) = (type, quality);
            }
        }

        return best;
    }

    public static IResult NotAcceptable(HttpRequest request) => Results.Problem(
        $"Nothing here has the form {request.Headers.Accept}. Ask for application/json, or leave the Accept header out.",
        statusCode: StatusCodes.Status406NotAcceptable,
        title: "There is no such form",
        type: "urn:policynotify:problem:not-acceptable");

    // The most specific range that matches decides: "text/html;q=0, */*" wants anything but HTML.
    private static double Quality(IList<MediaTypeHeaderValue> wanted, MediaTypeHeaderValue type) => wanted
        .Where(range => type.MediaType == range.MediaType || range.MatchesAllTypes || (range.MatchesAllSubTypes && range.Type == type.Type))
        .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
        .Select(range => range.Quality ?? 1)
        .FirstOrDefault(0);
}
