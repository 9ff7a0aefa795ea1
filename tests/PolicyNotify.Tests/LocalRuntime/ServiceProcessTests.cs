using System.Net;
using System.Net.Sockets;
using PolicyNotify.LocalRuntime.Azurite;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class ServiceProcessTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_service_starts_with_nothing_set_up_and_ends_in_good_order()
    {
        await using var root = await RootAsync();
        await using var service = ServiceProcess.Start(root.Folder);
        using var client = new HttpClient { BaseAddress = await service.AddressAsync(Cancellation) };

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health", Cancellation)).StatusCode);
        Assert.Contains($"\"{client.BaseAddress}feed.json\"", await client.GetStringAsync("/feed.json", Cancellation), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(root.Local, "secrets.json")));
        var storage = Assert.IsType<int>(root.AzuriteProcessId);
        Assert.Equal(0, await service.TerminateAsync(Cancellation));
        Assert.Null(AzuriteProcess.StartTime(storage));
        Assert.Equal("", service.Errors.Trim());
    }

    [Fact]
    public async Task Storage_outlives_a_killed_service_and_the_next_one_goes_on_with_it()
    {
        await using var root = await RootAsync();
        await using var first = ServiceProcess.Start(root.Folder);
        await first.AddressAsync(Cancellation);
        var storage = root.AzuriteProcessId;

        await first.KillAsync(Cancellation);
        Assert.NotNull(AzuriteProcess.StartTime(storage!.Value));
        await using var second = ServiceProcess.Start(root.Folder);
        await second.AddressAsync(Cancellation);

        Assert.Equal(storage, root.AzuriteProcessId);
        Assert.Equal(0, await second.TerminateAsync(Cancellation));
        Assert.Null(AzuriteProcess.StartTime(storage.Value));
    }

    [Fact]
    public async Task A_setting_that_is_missing_ends_the_start_with_its_name_and_no_stack_trace()
    {
        await using var root = await RootAsync();
        await using var service = ServiceProcess.Start(
            root.Folder, new() { ["AzureWebJobsStorage"] = await azurite.NewAccountAsync(Cancellation), ["Site__BaseUrl"] = "" });

        Assert.Equal(1, await service.ExitCodeAsync(Cancellation));
        Assert.Contains("Could not start.", service.Errors, StringComparison.Ordinal);
        Assert.Contains("BaseUrl", service.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mail__Transport", "Nope", "Set Mail:Transport to Pickup, Smtp or SendGrid: it is 'Nope'.")]
    [InlineData("Mail__Smtp__Port", "many", "Set Mail:Smtp:Port to a whole number in range: it is 'many'.")]
    public async Task A_setting_that_cannot_be_read_ends_the_start_with_what_it_may_be_and_no_stack_trace(string name, string value, string message)
    {
        await using var root = await RootAsync();
        await using var service = ServiceProcess.Start(
            root.Folder, new() { ["AzureWebJobsStorage"] = await azurite.NewAccountAsync(Cancellation), [name] = value });

        Assert.Equal(1, await service.ExitCodeAsync(Cancellation));
        Assert.Equal($"Could not start. {message}", service.Errors.Trim());
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_production_forgotten_settings_are_all_named_and_no_emulator_takes_the_place_of_storage()
    {
        await using var root = await RootAsync();
        await using var service = ServiceProcess.Start(root.Folder, new() { ["DOTNET_ENVIRONMENT"] = "Production", ["AzureWebJobsStorage"] = null });

        Assert.Equal(1, await service.ExitCodeAsync(Cancellation));
        Assert.All(
            ["AzureWebJobsStorage", "Api:Keys", "Recipients:IdKey", "Replies:TokenKeys", "Site", "Mail:Transport"],
            setting => Assert.Contains(setting, service.Errors, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", service.Errors, StringComparison.Ordinal);
        Assert.Null(root.AzuriteProcessId);
    }

    [Fact]
    public async Task An_address_in_use_ends_the_start_with_the_way_out()
    {
        await using var root = await RootAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var service = ServiceProcess.Start(
            root.Folder, new() { ["AzureWebJobsStorage"] = await azurite.NewAccountAsync(Cancellation) }, $"http://{listener.LocalEndpoint}");

        Assert.Equal(1, await service.ExitCodeAsync(Cancellation));
        Assert.Contains(listener.LocalEndpoint.ToString()!, service.Errors, StringComparison.Ordinal);
        Assert.Contains("--urls", service.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_node_the_start_ends_and_says_what_to_install_or_set()
    {
        await using var root = await RootAsync();
        await using var service = ServiceProcess.Start(root.Folder, new() { ["PATH"] = root.Folder });

        Assert.Equal(1, await service.ExitCodeAsync(Cancellation));
        Assert.Contains("Node.js was not found", service.Errors, StringComparison.Ordinal);
        Assert.Contains("AzureWebJobsStorage", service.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_lock_file_to_install_from_the_start_ends_and_says_so()
    {
        await using var root = await RootAsync();
        Directory.Delete(Path.Combine(root.Folder, "node_modules"));
        Directory.CreateDirectory(Path.Combine(root.Folder, "node_modules"));
        File.Delete(Path.Combine(root.Folder, "package-lock.json"));
        await using var service = ServiceProcess.Start(root.Folder);

        Assert.Equal(1, await service.ExitCodeAsync(Cancellation));
        Assert.Contains("package-lock.json", service.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", service.Errors, StringComparison.Ordinal);
    }

    // The fixture's Azurite makes sure that it is installed.
    private async Task<LocalRoot> RootAsync()
    {
        await azurite.NewAccountAsync(Cancellation);
        return new LocalRoot();
    }
}
