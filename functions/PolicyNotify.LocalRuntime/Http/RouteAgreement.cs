using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace PolicyNotify.LocalRuntime.Http;

/// <summary>
/// The Functions host gives a request to the first function, by name, whose route matches; the worker's router and this runtime's give it to the most specific.
/// Routes are accepted only where both choose the same function.
/// </summary>
internal sealed class RouteAgreement(ParameterPolicyFactory policies)
{
    // A text and a number, so that constraints such as {id:int} find one that they accept.
    private static readonly string[] Samples = ["x", "1"];

    public void Check(IReadOnlyList<HttpRoute> routes)
    {
        for (var i = 0; i < routes.Count; i++)
        {
            for (var j = i + 1; j < routes.Count; j++)
            {
                if (routes[i].SharesMethodWith(routes[j]) && CommonPath(routes[i].Pattern, routes[j].Pattern) is { } path)
                {
                    CheckOrder(routes[i], routes[j], path);
                }
            }
        }
    }

    private static void CheckOrder(HttpRoute one, HttpRoute two, string path)
    {
        var byPrecedence = one.Pattern.InboundPrecedence.CompareTo(two.Pattern.InboundPrecedence);
        if (byPrecedence == 0)
        {
            throw new LocalRuntimeException($"Functions {one} and {two} both answer {path} and neither route is more specific.");
        }

        var (first, second) = byPrecedence < 0 ? (one, two) : (two, one);
        if (string.Compare(first.Function.Name, second.Function.Name, StringComparison.OrdinalIgnoreCase) > 0
            || string.CompareOrdinal(first.Function.Name, second.Function.Name) > 0)
        {
            throw new LocalRuntimeException(
                $"Functions {first} and {second} both answer {path}. The more specific, {first.Function.Name}, must come first by name, because the Functions host asks in the order of names: rename one.");
        }
    }

    private string? CommonPath(RoutePattern one, RoutePattern two)
    {
        var longest = Math.Max(one.PathSegments.Count, two.PathSegments.Count) + 1;
        return Enumerable.Range(0, longest + 1)
            .SelectMany(length => Samples, (length, sample) => Path(one, two, length, sample))
            .FirstOrDefault(path => path is not null && Matches(one, path) && Matches(two, path));
    }

    // Literal text where either has it, else the sample: if any path of this length fits both, this one does.
    private static string? Path(RoutePattern one, RoutePattern two, int length, string sample)
    {
        var segments = Enumerable.Range(0, length).Select(at => Literal(one, at) ?? Literal(two, at) ?? sample);
        return "/" + string.Join('/', segments);
    }

    private static string? Literal(RoutePattern pattern, int at) =>
        at < pattern.PathSegments.Count && pattern.PathSegments[at] is { IsSimple: true } segment && segment.Parts[0] is RoutePatternLiteralPart part
            ? part.Content
            : null;

    private bool Matches(RoutePattern pattern, string path)
    {
        var values = new RouteValueDictionary();
        return new TemplateMatcher(new RouteTemplate(pattern), new RouteValueDictionary(pattern.Defaults)).TryMatch(new PathString(path), values)
            && pattern.Parameters.All(parameter => parameter.ParameterPolicies
                .Select(reference => policies.Create(parameter, reference))
                .OfType<IRouteConstraint>()
                .All(constraint => constraint.Match(null, null, parameter.Name, values, RouteDirection.IncomingRequest)));
    }
}
