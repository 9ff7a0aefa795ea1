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
    /// <summary>
    /// <c>GET api/replies?needsReview=true</c>: every reply, or those that somebody has to look at; the latest first. <c>?requests=true</c>: the
    /// data-protection requests that are not answered, the one due first first. Needs a key.
    /// </summary>
    [Function("ApiRepliesList")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/replies")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(
            Flag(request, "requests", "replies-requests")
                ? await replies.ListOpenRequestsAsync(cancellationToken)
                : await replies.ListAsync(Flag(request, "needsReview", "replies-needs-review"), cancellationToken)));

    private static bool Flag(HttpRequest request, string parameter, string code)
    {
        var text = request.Query[parameter].ToString();
        return text.Length > 0 && (bool.TryParse(text, out var given)
            ? given
            : throw new RejectedInputException(
                $"The parameter {parameter} is neither true nor false.",
                [new(code, DiagnosticSeverity.Error, $"The parameter {parameter} is neither true nor false.", "Write true or false, or leave it out.", "query", Field: parameter)]));
    }
}
