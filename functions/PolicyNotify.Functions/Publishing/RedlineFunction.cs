using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Publishing;

namespace PolicyNotify.Functions.Publishing;

/// <summary>Shows what changed between two versions.</summary>
public sealed class RedlineFunction(ApiGate gate, PublishedVersions versions)
{
    /// <summary>
    /// <c>GET api/documents/{document}/versions/{version}/redline?from=1.0</c> as application/json, text/html, text/markdown or text/plain;
    /// without <c>from</c>, against the version published just before.
    /// </summary>
    [Function("ApiRedline")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents/{document}/versions/{version}/redline")] HttpRequest request,
        string document,
        string version,
        CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () =>
        {
            var from = request.Query["from"].ToString() is { Length: > 0 } given ? given : null;
            var found = await versions.RedlineAsync(document, version, from, cancellationToken);
            var choice = MediaChoice.Of(request, MediaChoice.Json, MediaChoice.Html, MediaChoice.Markdown, MediaChoice.Plain);
            var text = choice switch
            {
                MediaChoice.Json => found.Redline.ToJson(),
                MediaChoice.Html => Answer.Page($"{found.To.Title}: {found.From.Number} to {found.To.Number}", found.To.Language, found.Redline.ToHtml()),
                MediaChoice.Markdown => found.Redline.ToMarkdown(),
                MediaChoice.Plain => found.Redline.ToText(colour: false),
                _ => null,
            };
            return text is null ? MediaChoice.NotAcceptable(request) : Answer.Tagged(request, text, choice!);
        });
}
