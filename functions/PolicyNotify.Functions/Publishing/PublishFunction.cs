using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Publishing;

namespace PolicyNotify.Functions.Publishing;

/// <summary>Publishes a text.</summary>
public sealed class PublishFunction(ApiGate gate, PublishingService publishing)
{
    /// <summary><c>POST api/documents/{document}/versions</c> with the Markdown file as the body; 201 for a new version, 200 when the latest one holds this text already.</summary>
    [Function("ApiPublish")]
    public Task<IResult> PublishAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/documents/{document}/versions")] HttpRequest request,
        string document,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var result = await publishing.PublishAsync(document, request.Body, actor, cancellationToken);
            var location = $"/api/documents/{result.Version.Document}/versions/{result.Version.Number}";
            request.HttpContext.Response.Headers.Location = location;
            return Answer.Json(result, result.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        });
}
