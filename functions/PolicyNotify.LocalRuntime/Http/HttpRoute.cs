using Microsoft.AspNetCore.Routing.Patterns;
using PolicyNotify.LocalRuntime.Functions;

namespace PolicyNotify.LocalRuntime.Http;

/// <summary>An HTTP function with the route it answers.</summary>
internal sealed record HttpRoute(FunctionDefinition Function, RoutePattern Pattern, IReadOnlyList<string>? Methods)
{
    public static HttpRoute Of(FunctionDefinition function, string prefix)
    {
        // As in the Functions host: no route means the function's name, and so does an empty one.
        var route = function.Http!.Route is { Length: > 0 } given ? given : function.Name;
        return new HttpRoute(function, RoutePatternFactory.Parse($"{prefix}/{route}"), function.Http.Methods?.Select(method => method.ToUpperInvariant()).ToList());
    }

    public bool SharesMethodWith(HttpRoute other) =>
        Methods is null || other.Methods is null || Methods.Intersect(other.Methods).Any();

    public override string ToString() => $"{Function.Name} ({Pattern.RawText})";
}
