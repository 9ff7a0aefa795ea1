using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Json;
using PolicyNotify.Storage;

namespace PolicyNotify.Functions.Health;

/// <summary>Tells load balancers and scripts whether the service can do its work.</summary>
public sealed class HealthFunction(ApiGate gate, StorageProbe storage)
{
    /// <summary><c>GET health</c>: 200 when storage answers, 503 when it does not.</summary>
    [Function("ApiHealth")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () =>
        {
            request.HttpContext.Response.Headers.CacheControl = "no-store";
            return await storage.AnswersAsync(cancellationToken)
                ? Results.Json(new { status = "healthy" }, PolicyNotifyJson.Compact)
                : Results.Json(new { status = "unhealthy", reason = "storage does not answer" }, PolicyNotifyJson.Compact, statusCode: StatusCodes.Status503ServiceUnavailable);
        });
}
