using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Problems;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Standing;

namespace PolicyNotify.Functions.Replies;

/// <summary>Answers where one person stands towards every version.</summary>
public sealed class StandingFunction(StandingDirectory standings, ApiGate gate)
{
    /// <summary><c>GET api/recipients/{id}/standing</c>: told when, objected or deemed to agree when; or not told, and why. Needs a key: it tells about a person.</summary>
    [Function("ApiRecipientsStanding")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/recipients/{id}/standing")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(await standings.GetAsync(Read(id), cancellationToken)));

    private static RecipientId Read(string id)
    {
        try
        {
            return RecipientId.Parse(id);
        }
        catch (FormatException exception)
        {
            throw new UnknownResourceException(exception.Message);
        }
    }
}
