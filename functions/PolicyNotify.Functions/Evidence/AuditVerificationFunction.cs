using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Evidence;
using PolicyNotify.Functions.Http;

namespace PolicyNotify.Functions.Evidence;

/// <summary>Checks the audit log.</summary>
public sealed class AuditVerificationFunction(ApiGate gate, AuditLog audit)
{
    /// <summary><c>GET api/audit/verification</c>: walks the whole chain and names the first entry that does not hold.</summary>
    [Function("ApiAuditVerification")]
    public Task<IResult> VerifyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit/verification")] HttpRequest request, CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async _ => Answer.Json(await audit.VerifyAsync(cancellationToken)));
}
