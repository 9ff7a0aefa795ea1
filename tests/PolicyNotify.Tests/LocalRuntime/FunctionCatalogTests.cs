using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PolicyNotify.LocalRuntime;
using PolicyNotify.LocalRuntime.Functions;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class FunctionCatalogTests
{
    [Theory]
    [InlineData(typeof(WithoutTrigger), "0 trigger parameters")]
    [InlineData(typeof(WithTwoTriggers), "2 trigger parameters")]
    [InlineData(typeof(WithWrongTriggerType), "must be HttpRequest")]
    [InlineData(typeof(WithWrongResult), "must return IResult")]
    [InlineData(typeof(WithHostKey), "AuthorizationLevel.Anonymous")]
    [InlineData(typeof(WithOneNameTwice), "names must be unique")]
    public void What_the_two_runtimes_would_not_run_alike_is_refused_with_the_functions_name(Type functions, string complaint)
    {
        var failure = Assert.Throws<LocalRuntimeException>(() => FunctionCatalog.From([functions]));

        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Probe", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_nothing_fills_is_refused()
    {
        var function = FunctionCatalog.From([typeof(WithUnknownParameter)]).Functions[0];

        var failure = Assert.Throws<LocalRuntimeException>(() => new FunctionInvoker(function, ["document"]));

        Assert.Contains("number", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_come_in_the_order_of_their_names() =>
        Assert.Equal(
            ["HttpProbeFailing", "HttpProbeNamed", "HttpProbeValues", "QueueProbe", "TimerProbe"],
            FunctionCatalog.From([typeof(TimerProbe), typeof(QueueProbe), typeof(HttpProbe)]).Functions.Select(function => function.Name));

    public static class WithoutTrigger
    {
        [Function("Probe")]
        public static void Run(string text) => ArgumentNullException.ThrowIfNull(text);
    }

    public static class WithTwoTriggers
    {
        [Function("Probe")]
        public static void Run([QueueTrigger("a")] string one, [QueueTrigger("b")] string two) => ArgumentNullException.ThrowIfNull(one + two);
    }

    public static class WithWrongTriggerType
    {
        [Function("Probe")]
        public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] string request) => Results.Text(request);
    }

    public static class WithWrongResult
    {
        [Function("Probe")]
        public static string Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => request.Path;
    }

    public static class WithHostKey
    {
        [Function("Probe")]
        public static IResult Run([HttpTrigger("get")] HttpRequest request) => Results.Text(request.Path);
    }

    public static class WithOneNameTwice
    {
        [Function("Probe")]
        public static void One([QueueTrigger("a")] string text) => ArgumentNullException.ThrowIfNull(text);

        [Function("probe")]
        public static void Two([QueueTrigger("b")] string text) => ArgumentNullException.ThrowIfNull(text);
    }

    public static class WithUnknownParameter
    {
        [Function("Probe")]
        public static void Run([QueueTrigger("a")] string text, int number) => ArgumentOutOfRangeException.ThrowIfLessThan(number, text.Length);
    }
}
