using System.Net;
using System.Text.Json;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Functions;

public sealed class ApiGateTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("rejected", 422, "rejected-input")]
    [InlineData("large", 413, "too-large")]
    [InlineData("unknown", 404, "unknown-resource")]
    [InlineData("conflict", 409, "conflicting-state")]
    [InlineData("malformed", 400, "bad-request")]
    [InlineData("storage", 503, "unavailable")]
    [InlineData("otherwise", 500, "internal")]
    public async Task An_exception_becomes_the_problem_it_means(string how, int status, string type)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await StartAsync(service);

        using var response = await host.Client.GetAsync($"/fail/{how}", Cancellation);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await BodyAsync(response);
        Assert.Equal($"urn:policynotify:problem:{type}", problem.GetProperty("type").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal($"/fail/{how}", problem.GetProperty("instance").GetString());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Rejected_input_carries_every_diagnostic_with_its_file_line_and_field()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await StartAsync(service);

        using var response = await host.Client.GetAsync("/fail/rejected", Cancellation);

        var diagnostic = Assert.Single((await BodyAsync(response)).GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("privacy.md", diagnostic.GetProperty("file").GetString());
        Assert.Equal(3, diagnostic.GetProperty("line").GetInt32());
        Assert.Equal("title", diagnostic.GetProperty("field").GetString());
        Assert.Equal("Mend it.", diagnostic.GetProperty("help").GetString());
    }

    [Fact]
    public async Task A_fault_of_ours_tells_a_trace_id_and_nothing_of_the_inside()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await StartAsync(service);

        using var response = await host.Client.GetAsync("/fail/otherwise", Cancellation);

        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.NotEmpty(JsonDocument.Parse(body).RootElement.GetProperty("traceId").GetString()!);
    }

    [Theory]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "bearer ")]
    [InlineData("X-Api-Key", "")]
    public async Task A_key_in_either_header_makes_its_holder_the_actor(string header, string prefix)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await StartAsync(service);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/holder");
        request.Headers.TryAddWithoutValidation(header, prefix + service.ApiKey);

        using var response = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal("key:tests", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Authorization", "Bearer wrong-key-of-a-plausible-length-123456")]
    [InlineData("Authorization", "Bearer")]
    [InlineData("Authorization", "Basic dXNlcjpwYXNzd29yZA==")]
    [InlineData("X-Api-Key", "wrong-key-of-a-plausible-length-123456")]
    public async Task Without_a_valid_key_the_answer_is_401_and_nothing_is_done(string? header, string? value)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await StartAsync(service);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/holder");
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var response = await host.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("urn:policynotify:problem:unauthorized", (await BodyAsync(response)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Every_answer_forbids_scripts_framing_and_guessing_of_types()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var host = await StartAsync(service);

        using var response = await host.Client.GetAsync("/fail/unknown", Cancellation);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(response.Headers.Contains("Referrer-Policy"));
    }

    private static Task<TestHost> StartAsync(TestService service) =>
        TestHost.StartAsync(service, [typeof(ProbeFunctions)], new Dictionary<string, string?>(), Cancellation);

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
}
