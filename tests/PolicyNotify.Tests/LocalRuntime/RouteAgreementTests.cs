using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Functions.Http;
using PolicyNotify.LocalRuntime;
using PolicyNotify.LocalRuntime.Functions;
using PolicyNotify.LocalRuntime.Http;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class RouteAgreementTests
{
    private static readonly ParameterPolicyFactory Policies =
        new ServiceCollection().AddLogging().AddRouting().BuildServiceProvider().GetRequiredService<ParameterPolicyFactory>();

    [Theory]
    [InlineData("A", "api/documents", "B", "{document}")]
    [InlineData("A", "api/documents", "B", "api/recipients")]
    [InlineData("A", "{document}/history", "B", "{document}/{page}")]
    [InlineData("A", "api/{name}", "B", "{*path}")]
    [InlineData("A", "{id:int}", "B", "{name}")]
    [InlineData("A", "{id:int}", "B", "{name:alpha}")]
    [InlineData("B", "{name}", "A", "health")]
    [InlineData("A", "{ignored:maxlength(0)?}", "B", "{document}")]
    public void Routes_that_both_hosts_match_alike_are_accepted(string nameOne, string routeOne, string nameTwo, string routeTwo) =>
        Check(Route(nameOne, routeOne, "GET"), Route(nameTwo, routeTwo, "GET"));

    [Theory]
    [InlineData("B", "api/documents", "A", "{first}/{second}")]
    [InlineData("Site", "health", "Api", "{document}")]
    [InlineData("B", "{document}/history", "A", "{*path}")]
    [InlineData("B", "{id:int}", "A", "{name}")]
    [InlineData("B", "api/clock", "A", "API/{name}")]
    public void A_general_route_whose_function_sorts_first_is_refused(string nameOne, string routeOne, string nameTwo, string routeTwo)
    {
        var failure = Assert.Throws<LocalRuntimeException>(() => Check(Route(nameOne, routeOne, "GET"), Route(nameTwo, routeTwo, "GET")));

        Assert.Contains(nameOne, failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameTwo, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{document}", "{name}")]
    [InlineData("a/{x}", "a/{y}")]
    [InlineData("same", "same")]
    public void Equally_specific_routes_are_refused(string one, string two) => Assert.Contains(
        "neither route is more specific",
        Assert.Throws<LocalRuntimeException>(() => Check(Route("A", one, "GET"), Route("B", two, "GET"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Names_whose_order_depends_on_case_are_refused() =>
        Assert.Throws<LocalRuntimeException>(() => Check(Route("api", "health", "GET"), Route("Site", "{document}", "GET")));

    [Fact]
    public void Different_methods_may_share_a_route() => Check(Route("A", "same", "GET"), Route("B", "same", "POST"));

    [Fact]
    public void A_function_for_any_method_shares_with_every_other() =>
        Assert.Throws<LocalRuntimeException>(() => Check(Route("A", "same", "GET"), Route("B", "same")));

    [Fact]
    public void Our_own_functions_agree()
    {
        var routes = FunctionCatalog.From(typeof(ApiGate).Assembly.GetExportedTypes()).Functions
            .Where(function => function.Http is not null)
            .Select(function => HttpRoute.Of(function, ""))
            .ToArray();

        Assert.NotEmpty(routes);
        Check(routes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_route_a_function_answers_under_its_name(string? route) => Assert.Equal("/Name", Route("Name", route, "GET").Pattern.RawText);

    private static void Check(params HttpRoute[] routes) => new RouteAgreement(Policies).Check(routes);

    private static HttpRoute Route(string name, string? route, params string[] methods)
    {
        var method = typeof(RouteAgreementTests).GetMethod(nameof(Any), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        var trigger = methods.Length == 0
            ? new HttpTriggerAttribute(AuthorizationLevel.Anonymous) { Route = route }
            : new HttpTriggerAttribute(AuthorizationLevel.Anonymous, methods) { Route = route };
        return HttpRoute.Of(new FunctionDefinition(name, method, method.GetParameters()[0], trigger), "");
    }

    private static IResult Any(HttpRequest request) => Results.Text(request.Path);
}
