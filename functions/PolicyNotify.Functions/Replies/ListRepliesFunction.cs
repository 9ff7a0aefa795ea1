using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Functions.Http;
using PolicyNotify.Problems;
using PolicyNotify.Replies;

namespace PolicyNotify.Functions.Replies;

/// <summary>Answers what was received.</summary>
public sealed class ListRepliesFunction(ReplyDirectory replies, ApiGate gate)
{
    private const string Parameter = "needsReview";

    /// <summary><c>GET api/replies?needsReview=true</c>: every reply, or those that somebody has to look at; the latest first. Needs a key.</summary>
    [Function("ApiRepliesList")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/replies")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(await replies.ListAsync(OnlyForReview(request), cancellationToken)));

    private static bool OnlyForReview(HttpRequest request)
    {
        var text = request.Query[Parameter].ToString();
        return text.Length > 0 && (bool.TryParse(text, out var given)
            ? given
            : throw new RejectedInputException(
                $"The parameter {Parameter} is neither true nor false.",
                [new("replies-needs-review", DiagnosticSeverity.Error, $"The parameter {Parameter} is neither true nor false.", "Write true or false, or leave it out.", "query", Field: Parameter)]));
    }
}
