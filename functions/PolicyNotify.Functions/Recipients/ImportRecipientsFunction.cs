using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Recipients;

namespace PolicyNotify.Functions.Recipients;

/// <summary>Imports recipients.</summary>
public sealed class ImportRecipientsFunction(ApiGate gate, RecipientImport import)
{
    /// <summary><c>POST api/recipients/import</c> with a CSV file as the body; answers with the fate of every line.</summary>
    [Function("ApiRecipientsImport")]
    public Task<IResult> ImportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/recipients/import")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            // The import counts bytes itself and says what to do about too many; the web server would only hang up.
            if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = null;
            }

            return Answer.Json(await import.ImportAsync(request.Body, actor, cancellationToken));
        });
}
