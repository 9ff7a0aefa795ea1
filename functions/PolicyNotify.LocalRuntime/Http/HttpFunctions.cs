using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PolicyNotify.LocalRuntime.Functions;

namespace PolicyNotify.LocalRuntime.Http;

/// <summary>Puts HTTP functions behind Kestrel.</summary>
internal sealed partial class HttpFunctions(ILogger<HttpFunctions> logger, ParameterPolicyFactory policies)
{
    public void Map(WebApplication app, IEnumerable<FunctionDefinition> functions, string prefix)
    {
        var routes = functions.Select(function => HttpRoute.Of(function, prefix)).ToList();
        new RouteAgreement(policies).Check(routes);
        app.Use(AnswerWrongMethodsAsUnknown);
        foreach (var route in routes)
        {
            var invoker = new FunctionInvoker(route.Function, [.. route.Pattern.Parameters.Select(parameter => parameter.Name)]);
            RequestDelegate handle = context => HandleAsync(context, route, invoker);
            var endpoint = route.Methods is null ? app.Map(route.Pattern, handle) : app.MapMethods(route.Pattern.RawText!, route.Methods, handle);
            endpoint.WithMetadata(route.Function);
        }
    }

    // The Functions host treats the method as part of the route: a wrong one finds nothing.
    private static async Task AnswerWrongMethodsAsUnknown(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false }
            && context.GetEndpoint()?.Metadata.GetMetadata<FunctionDefinition>() is null)
        {
            context.Response.Headers.Allow = default;
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private async Task HandleAsync(HttpContext context, HttpRoute route, FunctionInvoker invoker)
    {
        var texts = route.Pattern.Parameters.ToDictionary(
            parameter => parameter.Name, parameter => context.GetRouteValue(parameter.Name) as string, StringComparer.OrdinalIgnoreCase);
        try
        {
            var result = await invoker.InvokeAsync(context.RequestServices, context.Request, texts, context.RequestAborted);
            await result!.ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.Aborted(logger, route.Function.Name);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            Log.Failed(logger, route.Function.Name, exception);
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Function {Function} failed")]
        public static partial void Failed(ILogger logger, string function, Exception exception);

        [LoggerMessage(Level = LogLevel.Debug, Message = "The caller of function {Function} went away")]
        public static partial void Aborted(ILogger logger, string function);
    }
}
