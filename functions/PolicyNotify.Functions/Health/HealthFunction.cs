using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Json;
using PolicyNotify.Replies.Receiving.Sources;
using PolicyNotify.Storage;

namespace PolicyNotify.Functions.Health;

/// <summary>Tells load balancers and scripts whether the service can do its work.</summary>
public sealed class HealthFunction(ApiGate gate, StorageProbe storage, ReplySources replies)
{
    /// <summary>
    /// <c>GET health</c>: 200 when storage answers, 503 when it does not. Sources of replies that cannot be read make the service degraded and
    /// not unhealthy: taking it out of service would help nobody. Why is for key holders: <c>GET api/reply-sources</c>.
    /// </summary>
    [Function("ApiHealth")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () =>
        {
            request.HttpContext.Response.Headers.CacheControl = "no-store";
            if (!await storage.AnswersAsync(cancellationToken))
                return Results.Json(new { status = "unhealthy", reason = "storage does not answer" }, PolicyNotifyJson.Compact, statusCode: StatusCodes.Status503ServiceUnavailable);

            var troubled = (await replies.ListAsync(cancellationToken)).Where(source => source.Trouble is not null).Select(source => source.Name).ToList();
            return troubled.Count == 0
                ? Results.Json(new { status = "healthy" }, PolicyNotifyJson.Compact)
                : Results.Json(new { status = "degraded", reason = $"replies cannot be read from {string.Join(", ", troubled)}" }, PolicyNotifyJson.Compact);
        });
}
