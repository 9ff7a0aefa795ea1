using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Clock;
using PolicyNotify.Functions.Http;
using PolicyNotify.Json;

namespace PolicyNotify.Functions.Clock;

/// <summary>Lets a demonstration pass its deadlines.</summary>
public sealed class MoveClockFunction(ApiGate gate, DemoClock clock)
{
    /// <summary><c>POST api/clock</c> with <c>{"advance":"P31D"}</c> or <c>{"to":"2026-04-01T00:00:00Z"}</c>: answers what the clock shows then.</summary>
    [Function("ApiClockMove")]
    public Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/clock")] HttpRequest request, CancellationToken cancellationToken) =>
        clock.IsMovable
            ? gate.ForKeyHolderAsync(request, async actor =>
                Results.Json(new { now = await clock.MoveAsync(await ReadAsync(request, cancellationToken), actor, cancellationToken) }, PolicyNotifyJson.Compact))
            : gate.OpenAsync(request, () => throw new Problems.UnknownResourceException("The clock of this installation is the real one and cannot be moved."));

    private static async Task<ClockMove> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<ClockMove>(request.Body, PolicyNotifyJson.Compact, cancellationToken) ?? new ClockMove(null, null);
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException($"The body is not the JSON expected, such as {{\"advance\":\"P31D\"}}: {exception.Message}", exception);
        }
    }
}
