using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Functions.Http;
using PolicyNotify.Problems;

namespace PolicyNotify.Tests.Functions;

/// <summary>Fails in every way that the gate knows, or tells who called.</summary>
public sealed class ProbeFunctions(ApiGate gate)
{
    [Function("ProbeFailure")]
    public Task<IResult> FailAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fail/{how}")] HttpRequest request, string how) =>
        gate.OpenAsync(request, () => throw Failure(how));

    [Function("ProbeHolder")]
    public Task<IResult> HolderAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "holder")] HttpRequest request) =>
        gate.ForKeyHolderAsync(request, actor => Task.FromResult(Results.Text(actor.Name)));

    private static Exception Failure(string how) => how switch
    {
        "rejected" => new RejectedInputException(
            "The text cannot be used.", [new Diagnostic("a-code", DiagnosticSeverity.Error, "Wrong.", "Mend it.", "privacy.md", 3, "title")]),
        "large" => new RejectedInputException("The text is too large.", []) { IsTooLarge = true },
        "unknown" => new UnknownResourceException("There is no document terms."),
        "conflict" => new ConflictingStateException("It is in force already."),
        "malformed" => new BadHttpRequestException("The body is not JSON."),
        "storage" => new Azure.RequestFailedException(503, "busy"),
        _ => new InvalidOperationException("a secret of the inside"),
    };
}
