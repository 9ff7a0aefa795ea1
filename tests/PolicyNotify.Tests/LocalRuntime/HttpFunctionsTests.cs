using System.Net;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class HttpFunctionsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/values/a/b", "GET a b True")]
    [InlineData("/values/a", "GET a nothing True")]
    [InlineData("/VALUES/With%20Space/%C3%BC", "GET With Space ü True")]
    public async Task Route_values_reach_the_parameters_of_their_names(string path, string expected)
    {
        await using var host = await StartAsync();

        Assert.Equal(expected, await host.Client.GetStringAsync(path, Cancellation));
    }

    [Fact]
    public async Task A_function_without_a_route_answers_under_its_name()
    {
        await using var host = await StartAsync();

        using var response = await host.Client.PostAsync("/HttpProbeNamed", null, Cancellation);

        Assert.Equal("/HttpProbeNamed", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("POST", "/values/a")]
    [InlineData("GET", "/HttpProbeNamed")]
    [InlineData("GET", "/nowhere")]
    public async Task A_wrong_method_is_as_unknown_as_a_wrong_path(string method, string path)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_failure_answers_500_and_nothing_of_the_inside()
    {
        await using var host = await StartAsync();

        using var response = await host.Client.GetAsync("/fail", Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(Cancellation));
    }

    private static Task<RuntimeHost> StartAsync() => RuntimeHost.StartAsync(typeof(HttpProbe), new Recorder(), cancellationToken: Cancellation);
}
