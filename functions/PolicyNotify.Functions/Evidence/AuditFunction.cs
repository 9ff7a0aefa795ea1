using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Evidence;
using PolicyNotify.Functions.Http;
using PolicyNotify.Problems;

namespace PolicyNotify.Functions.Evidence;

/// <summary>Shows the audit log.</summary>
public sealed class AuditFunction(ApiGate gate, AuditLog audit)
{
    private const int Page = 1_000;

    /// <summary><c>GET api/audit?after=0&amp;subject=privacy/2.0</c>: up to 1,000 entries after the given sequence number, in order; none means the end.</summary>
    [Function("ApiAudit")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ =>
        {
            var subject = request.Query["subject"].ToString() is { Length: > 0 } given ? given : null;
            return Answer.Json(await audit.ReadAsync(After(request), subject, cancellationToken).Take(Page).ToListAsync(cancellationToken));
        });

    private static long After(HttpRequest request)
    {
        var text = request.Query["after"].ToString();
        return text.Length == 0 ? 0
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after
            : throw new RejectedInputException(
                "The parameter after is no sequence number.",
                [new("audit-after", DiagnosticSeverity.Error, "The parameter after is no sequence number.", "Give the sequence number of the last entry you have, or leave it out.", "query", Field: "after")]);
    }
}
