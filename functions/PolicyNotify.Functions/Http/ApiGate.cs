using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PolicyNotify.Evidence;

namespace PolicyNotify.Functions.Http;

/// <summary>The one way in for HTTP functions: checks the API key, sets the security headers, and turns the service's exceptions into problem details (RFC 9457).</summary>
public sealed partial class ApiGate
{
    private readonly ApiKeys keys;
    private readonly ILogger<ApiGate> logger;

    internal ApiGate(ApiKeys keys, ILogger<ApiGate> logger)
    {
        this.keys = keys;
        this.logger = logger;
    }

    /// <summary>Serves anybody.</summary>
    public async Task<IResult> OpenAsync(HttpRequest request, Func<Task<IResult>> work)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(work);
        SecurityHeaders.Apply(request.HttpContext.Response);
        try
        {
            return await work();
        }
        catch (OperationCanceledException) when (request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            return ProblemResults.Result(ProblemResults.Of(exception, request) ?? Internal(exception, request));
        }
    }

    /// <summary>Serves the holder of a named API key, who becomes the actor of what is done; answers 401 to everybody else.</summary>
    public Task<IResult> ForKeyHolderAsync(HttpRequest request, Func<Actor, Task<IResult>> work)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(work);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return OpenAsync(request, () => ApiKeys.Presented(request) is not { } key
            ? Refuse(request, "Send an API key in the header Authorization: Bearer <key>, or X-Api-Key: <key>.")
            : keys.TryFindHolder(key, out var holder) ? work(holder) : Refuse(request, "The API key is not one of ours."));
    }

    private Task<IResult> Refuse(HttpRequest request, string detail)
    {
        Log.Refused(logger, request.Method, request.Path);
        request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.FromResult(ProblemResults.Result(ProblemResults.Unauthorized(request, detail)));
    }

    private Problem Internal(Exception exception, HttpRequest request)
    {
        var traceId = ProblemResults.TraceId(request);
        Log.Failed(logger, request.Method, request.Path, traceId, exception);
        return ProblemResults.Internal(request, traceId);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Refused {Method} {Path}: no valid API key")]
        public static partial void Refused(ILogger logger, string method, PathString path);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed (trace {TraceId})")]
        public static partial void Failed(ILogger logger, string method, PathString path, string traceId, Exception exception);
    }
}
