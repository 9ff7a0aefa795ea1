using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace PolicyNotify.Tests.Cli;

public sealed class ServiceTroubleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_service_that_is_down_is_named_with_how_to_start_it()
    {
        var address = UnusedAddress();

        var run = await RunAsync(address, "recipients", "counts");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(address, run.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", run.Error, StringComparison.Ordinal);
        Assert.Contains("functions/PolicyNotify.Functions", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_is_told_as_one_json_object_when_json_is_asked_for()
    {
        var run = await RunAsync(UnusedAddress(), "recipients", "counts", "--json");

        Assert.Equal(3, run.ErrorJson.GetProperty("exitCode").GetInt32());
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_web_server_that_is_not_the_service_is_recognised()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync("<html>It works!</html>", Cancellation), Cancellation);

        var run = await RunAsync(server.Address, "recipients", "counts");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("is no PolicyNotify service", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_without_words_is_told_with_its_status()
    {
        await using var server = await LoopbackServer.StartAsync(
            context =>
            {
                context.Response.StatusCode = StatusCodes.Status502BadGateway;
                return Task.CompletedTask;
            },
            Cancellation);

        var run = await RunAsync(server.Address, "recipients", "counts");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("502 Bad Gateway", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_there_blames_the_service_and_not_the_input()
    {
        await using var server = await LoopbackServer.StartAsync(
            context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            },
            Cancellation);

        var run = await RunAsync(server.Address, "versions", "privacy");

        Assert.Equal(3, run.ExitCode);
    }

    [Theory]
    [InlineData("localhost:7071")]
    [InlineData("ftp://localhost")]
    [InlineData("nonsense")]
    public async Task An_address_that_is_none_is_bad_input(string address)
    {
        var run = await RunAsync(address, "recipients", "counts");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"'{address}' is not an address", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Privacy")]
    [InlineData("../secrets")]
    [InlineData("api")]
    public async Task A_document_name_that_is_none_is_bad_input(string document)
    {
        var run = await RunAsync(UnusedAddress(), "versions", document);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"'{document}' is not a document name", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_comes_from_the_option_then_the_environment_then_the_local_service()
    {
        var keys = new List<string>();
        await using var server = await LoopbackServer.StartAsync(
            context =>
            {
                keys.Add(context.Request.Headers.Authorization.ToString());
                return context.Response.WriteAsJsonAsync(new { verified = 1, unverified = 2 }, Cancellation);
            },
            Cancellation);
        folder.Write("package.json", "{}");
        folder.Write(".local/secrets.json", """{ "Recipients:IdKey": "other", "Api:Keys:local": "from-file" }""");
        var below = Directory.CreateDirectory(Path.Combine(folder.Path, "policy", "drafts")).FullName;
        var variables = new Dictionary<string, string> { ["POLICYNOTIFY_URL"] = server.Address };

        await CliRun.InAsync(below, variables, ["recipients", "counts"], Cancellation);
        variables["POLICYNOTIFY_API_KEY"] = "from-environment";
        await CliRun.InAsync(below, variables, ["recipients", "counts"], Cancellation);
        await CliRun.InAsync(below, variables, ["recipients", "counts", "--key", "from-option"], Cancellation);

        Assert.Equal(["Bearer from-file", "Bearer from-environment", "Bearer from-option"], keys);
    }

    private static string UnusedAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    private Task<CliRun> RunAsync(string address, params string[] command) =>
        CliRun.InAsync(folder.Path, [.. command, "--url", address], Cancellation);
}
