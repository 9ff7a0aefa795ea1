using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.EvidencePackages;
using PolicyNotify.Functions.Http;

namespace PolicyNotify.Functions.Evidence;

/// <summary>Hands out everything that proves the life of one version.</summary>
public sealed class EvidencePackageFunction(ApiGate gate, EvidenceExport evidence)
{
    /// <summary>
    /// <c>GET api/documents/{document}/versions/{version}/evidence</c>: a zip file, answered only once it is complete. Needs a key: it holds
    /// people's replies.
    /// </summary>
    [Function("ApiEvidence")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/documents/{document}/versions/{version}/evidence")] HttpRequest request,
        string document,
        string version,
        CancellationToken cancellationToken) =>
        gate.ForKeyHolderAsync(request, async actor =>
        {
            var found = await evidence.FindAsync(document, version, cancellationToken);
            return Results.Stream(await evidence.CreateAsync(found, actor, cancellationToken), "application/zip", $"{found.Document}-{found.Number}-evidence.zip");
        });
}
