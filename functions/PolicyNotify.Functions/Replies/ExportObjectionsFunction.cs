using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Functions.Http;
using PolicyNotify.Replies;

namespace PolicyNotify.Functions.Replies;

/// <summary>Answers with every objection, for other systems and for spreadsheets.</summary>
public sealed class ExportObjectionsFunction(ReplyDirectory replies, ApiGate gate)
{
    /// <summary>
    /// <c>GET api/objections/export?notice=…&amp;document=…</c> as application/json (an array, one objection a line) or text/csv, streamed. An
    /// answer that was broken off is no valid JSON, and no complete chunked body. Needs a key: it tells about people.
    /// </summary>
    [Function("ApiObjectionsExport")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/objections/export")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, _ =>
        {
            var filter = ObjectionQuery.Read(request);
            return Task.FromResult(RecordsAnswer.Of(request, replies.ExportObjectionsAsync(filter, cancellationToken), "objections", cancellationToken));
        });
}
