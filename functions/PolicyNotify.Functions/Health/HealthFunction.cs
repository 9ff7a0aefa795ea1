using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Json;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Replies.Receiving.Sources;
using PolicyNotify.Storage;

namespace PolicyNotify.Functions.Health;

/// <summary>Tells load balancers and scripts whether the service can do its work.</summary>
public sealed class HealthFunction(ApiGate gate, StorageProbe storage, ReplySources replies, PlanningTroubles planning, LegalMailHealth legal)
{
    /// <summary>
    /// <c>GET health</c>: 200 when storage answers, 503 when it does not. What only people can mend (sources of replies that cannot be read,
    /// notices that cannot be planned, mails that legal does not get) makes the service degraded and not unhealthy: taking it out of service
    /// would help nobody. Why is for key holders: <c>GET api/reply-sources</c>, <c>GET api/notices</c>.
    /// </summary>
    [Function("ApiHealth")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.OpenAsync(request, async () =>
        {
            request.HttpContext.Response.Headers.CacheControl = "no-store";
            if (!await storage.AnswersAsync(cancellationToken))
                return Results.Json(new { status = "unhealthy", reason = "storage does not answer" }, PolicyNotifyJson.Compact, statusCode: StatusCodes.Status503ServiceUnavailable);

            var reasons = await ReasonsAsync(cancellationToken);
            return reasons.Count == 0
                ? Results.Json(new { status = "healthy" }, PolicyNotifyJson.Compact)
                : Results.Json(new { status = "degraded", reason = string.Join("; ", reasons) }, PolicyNotifyJson.Compact);
        });

    private async Task<IReadOnlyList<string>> ReasonsAsync(CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        var troubled = (await replies.ListAsync(cancellationToken)).Where(source => source.Trouble is not null).Select(source => source.Name).ToList();
        if (troubled.Count > 0)
            reasons.Add($"replies cannot be read from {string.Join(", ", troubled)}");
        if (await planning.ListLastingAsync(cancellationToken) is { Count: > 0 } unplanned)
            reasons.Add($"no notice could be planned for {string.Join(", ", unplanned.Select(trouble => trouble.Notice))}");
        if (await legal.FindAsync(cancellationToken) is not null)
            reasons.Add("legal does not get what it is written");
        return reasons;
    }
}
