using PolicyNotify.LocalRuntime;
using PolicyNotify.LocalRuntime.Settings;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class HostFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policynotify-host-");

    [Fact]
    public void What_is_not_set_has_the_functions_hosts_defaults()
    {
        var host = Read("""{ "version": "2.0" }""");

        Assert.Equal("api", host.RoutePrefix);
        Assert.Equal((16, 8, 5), (host.Queues.BatchSize, host.Queues.NewBatchThreshold, host.Queues.MaxDequeueCount));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(1)), (host.Queues.VisibilityTimeout, host.Queues.MaxPollingInterval));
        Assert.True(host.Queues.IsBase64);
        Assert.Equal(TimeSpan.FromMinutes(30), host.FunctionTimeout);
    }

    [Fact]
    public void What_is_set_is_used()
    {
        var host = Read(
            """
            { // a remark
              "functionTimeout": "00:05:00",
              "extensions": {
                "http": { "routePrefix": "" },
                "queues": { "batchSize": 4, "newBatchThreshold": 2, "maxDequeueCount": 9, "visibilityTimeout": "00:00:30", "maxPollingInterval": "00:00:02", "messageEncoding": "none" }
              }
            }
            """);

        Assert.Equal(("", TimeSpan.FromMinutes(5)), (host.RoutePrefix, host.FunctionTimeout));
        Assert.Equal((4, 2, 9), (host.Queues.BatchSize, host.Queues.NewBatchThreshold, host.Queues.MaxDequeueCount));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2)), (host.Queues.VisibilityTimeout, host.Queues.MaxPollingInterval));
        Assert.False(host.Queues.IsBase64);
    }

    [Theory]
    [InlineData("batchSize", "0")]
    [InlineData("batchSize", "33")]
    [InlineData("newBatchThreshold", "-1")]
    [InlineData("maxDequeueCount", "0")]
    [InlineData("visibilityTimeout", "\"-00:00:01\"")]
    [InlineData("maxPollingInterval", "\"00:00:00\"")]
    [InlineData("messageEncoding", "\"utf-7\"")]
    public void A_value_that_makes_no_sense_is_refused_by_file_and_field(string field, string value)
    {
        var failure = Assert.Throws<LocalRuntimeException>(() => Read($$"""{ "extensions": { "queues": { "{{field}}": {{value}} } } }"""));

        Assert.Contains(Path.Combine(folder.FullName, "host.json"), failure.Message, StringComparison.Ordinal);
        Assert.Contains($"extensions.queues.{field}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_json_is_refused_with_the_line()
    {
        var failure = Assert.Throws<LocalRuntimeException>(() => Read("{\n  \"version\": }"));

        Assert.Contains("line 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("host.json", Assert.Throws<LocalRuntimeException>(() => HostFile.Read(folder.FullName)).Message, StringComparison.Ordinal);

    [Fact]
    public void Our_own_file_has_no_route_prefix() => Assert.Equal("", HostFile.Read(AzuriteFixture.Repository).RoutePrefix);

    public void Dispose() => folder.Delete(recursive: true);

    private HostFile Read(string text)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "host.json"), text);
        return HostFile.Read(folder.FullName);
    }
}
