using System.Diagnostics;
using Azure;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Json;
using PolicyNotify.Problems;

namespace PolicyNotify.Functions.Http;

/// <summary>Turns exceptions into problem details.</summary>
internal static class ProblemResults
{
    private const string TypePrefix = "urn:policynotify:problem:";

    /// <summary>The problem that an exception means to the caller; null when it is a fault of ours.</summary>
    public static Problem? Of(Exception exception, HttpRequest request) => exception switch
    {
        RejectedInputException { IsTooLarge: true } rejected => Create(
            request, StatusCodes.Status413PayloadTooLarge, "too-large", "The input is too large", rejected.Message) with
        { Diagnostics = rejected.Diagnostics },
        RejectedInputException rejected => Create(
            request, StatusCodes.Status422UnprocessableEntity, "rejected-input", "The input was refused; nothing was changed", rejected.Message) with
        { Diagnostics = rejected.Diagnostics },
        UnknownResourceException => Create(request, StatusCodes.Status404NotFound, "unknown-resource", "There is no such thing", exception.Message),
        ConflictingStateException => Create(request, StatusCodes.Status409Conflict, "conflicting-state", "The present state does not allow this", exception.Message),
        NotConfiguredException => Create(request, StatusCodes.Status503ServiceUnavailable, "not-configured", "This is switched off here", exception.Message),
        UntrustedSenderException => Create(request, StatusCodes.Status401Unauthorized, "untrusted-sender", "The sender is not known", exception.Message),
        BadHttpRequestException bad => Create(request, bad.StatusCode, "bad-request", "The request is malformed", bad.Message),
        _ when IsStorageOutage(exception) => Create(
            request, StatusCodes.Status503ServiceUnavailable, "unavailable", "The service cannot reach its storage", "Nothing is known to be lost. Try again in a moment."),
        _ => null,
    };

    public static Problem Unauthorized(HttpRequest request, string detail) =>
        Create(request, StatusCodes.Status401Unauthorized, "unauthorized", "An API key is needed", detail);

    public static Problem Internal(HttpRequest request, string traceId) => Create(
        request, StatusCodes.Status500InternalServerError, "internal", "The service failed", "The failure was logged. Quote the trace id when asking about it.") with
    { TraceId = traceId };

    public static string TraceId(HttpRequest request) => Activity.Current?.TraceId.ToHexString() ?? request.HttpContext.TraceIdentifier;

    public static IResult Result(Problem problem) =>
        Results.Json(problem, PolicyNotifyJson.Compact, "application/problem+json", problem.Status);

    private static Problem Create(HttpRequest request, int status, string type, string title, string detail) =>
        new(TypePrefix + type, title, status, detail, request.Path.Value ?? "/");

    // Status 0 is a connection that failed; the storage clients collect the failures of their retries in an AggregateException.
    private static bool IsStorageOutage(Exception exception) => exception switch
    {
        RequestFailedException failed => failed.Status is 0 or >= 500,
        AggregateException several => several.InnerExceptions.Count > 0 && several.InnerExceptions.All(IsStorageOutage),
        _ => false,
    };
}
