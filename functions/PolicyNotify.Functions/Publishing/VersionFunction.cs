using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Publishing;

namespace PolicyNotify.Functions.Publishing;

/// <summary>Shows one version.</summary>
public sealed class VersionFunction(ApiGate gate, PublishedVersions versions)
{
    /// <summary><c>GET api/documents/{document}/versions/{version}</c> as application/json, text/markdown or text/html.</summary>
    [Function("ApiVersion")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents/{document}/versions/{version}")] HttpRequest request,
        string document,
        string version,
        CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () =>
        {
            var found = await versions.VersionAsync(document, version, cancellationToken);
            return MediaChoice.Of(request, MediaChoice.Json, MediaChoice.Markdown, MediaChoice.Html) switch
            {
                MediaChoice.Json => Answer.Json(await versions.DetailsAsync(found, cancellationToken)),
                // The published text never changes, so whoever has it need not ask again.
                MediaChoice.Markdown => Answer.Immutable(
                    request, await versions.TextAsync(found, cancellationToken), MediaChoice.Markdown, found.TextHash.Value),
                MediaChoice.Html => Answer.Tagged(
                    request,
                    Answer.Page(found.Title, found.Language, PolicyHtml.Render(await versions.BodyAsync(found, cancellationToken)).Html),
                    MediaChoice.Html),
                _ => MediaChoice.NotAcceptable(request),
            };
        });
}
