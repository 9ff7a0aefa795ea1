using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;

namespace PolicyNotify.Functions.Health;

/// <summary>Tells load balancers and scripts that the service answers.</summary>
public sealed class HealthFunction(ApiGate gate)
{
    /// <summary><c>GET health</c></summary>
    [Function("ApiHealth")]
    public Task<IResult> GetAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request) =>
        gate.OpenAsync(request, () => Task.FromResult(Results.Json(new { status = "healthy" })));
}
