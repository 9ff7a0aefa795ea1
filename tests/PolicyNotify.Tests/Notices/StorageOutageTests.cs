using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PolicyNotify.LocalRuntime.Azurite;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>An Azurite of its own that goes away in the middle of a run and comes back with what it had saved.</summary>
public sealed class StorageOutageTests(AzuriteFixture azurite)
{
    private const string Account = "outage";
    private const string Key = "b3V0YWdlIG91dGFnZSBvdXRhZ2U=";
    private const int People = 300;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_storage_that_goes_away_in_the_middle_and_comes_back_misses_nobody_and_repeats_nobody()
    {
        var folder = Directory.CreateTempSubdirectory("policynotify-outage-");
        var ports = FreePorts();
        var storage = await StartAsync(folder.FullName, ports);
        var transport = new ScriptedTransport(async (_, call) =>
        {
            if (call == People / 2)
            {
                await StopAsync(storage);
            }

            return MailOutcome.Accepted(null);
        });
        try
        {
            await using var service = await new ServiceBuilder(azurite)
                .With("Publishing:CoolingOffMinutes", "0").With("Notices:SendConcurrency", "1").With("AzureWebJobsStorage", Connection(ports))
                .WithServices(transport.Replace).StartAsync(Cancellation);
            var journey = new NoticeJourney(service);
            await journey.AddPeopleAsync(1, People, verified: true, Cancellation);
            await journey.PublishBothAsync(Cancellation);
            await journey.SweepAsync(Cancellation);
            var messages = await journey.TakeMessagesAsync(Cancellation);
            var run = service.Get<NoticeMailer>().RunAsync(Assert.Single(messages), Cancellation);
            await UntilAsync(() => service.Get<PageRecorder>().Held > 0 || run.IsCompleted);
            var before = transport.Given.Count;
            Assert.InRange(service.Get<PageRecorder>().Held, 1, 100);

            storage = await StartAsync(folder.FullName, ports);
            await UntilAsync(() =>
            {
                service.Clock.Advance(TimeSpan.FromMilliseconds(200));
                return run.IsCompleted;
            });
            await run;
            service.Clock.Advance(TimeSpan.FromMinutes(15));
            await journey.SweepAsync(Cancellation);
            await journey.MailAsync(Cancellation);

            Assert.InRange(before, People / 2, People - 1);
            Assert.Equal(People, transport.TimesByAddress.Count);
            Assert.Equal(People, transport.Given.Count);
            var view = await journey.ViewAsync(Cancellation);
            Assert.Equal(NoticeState.Told, view.State);
            Assert.Equal(People, view.Counts.Accepted);
        }
        finally
        {
            await StopAsync(storage);
            folder.Delete(recursive: true);
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
        }
    }

    private static async Task<Process> StartAsync(string folder, int[] ports)
    {
        var program = Path.Combine(AzuriteFixture.Repository, "node_modules", "azurite", "dist", "src", "azurite.js");
        var start = new ProcessStartInfo(
            "node",
            [
                program, "--blobPort", Text(ports[0]), "--queuePort", Text(ports[1]), "--tablePort", Text(ports[2]),
                "--location", folder, "--skipApiVersionCheck", "--disableTelemetry", "--silent",
            ])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{Key}";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        foreach (var port in ports)
        {
            while (true)
            {
                try
                {
                    using var client = new TcpClient();
                    await client.ConnectAsync(IPAddress.Loopback, port, Cancellation);
                    break;
                }
                catch (SocketException)
                {
                    Assert.False(process.HasExited, "Azurite did not start.");
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
                }
            }
        }

        return process;
    }

    private static Task StopAsync(Process storage) => AzuriteProcess.StopAsync(storage.Id, saves: true, CancellationToken.None);

    private static string Connection(int[] ports) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{ports[0]}/{Account};"
        + $"QueueEndpoint=http://127.0.0.1:{ports[1]}/{Account};TableEndpoint=http://127.0.0.1:{ports[2]}/{Account};";

    private static int[] FreePorts()
    {
        var listeners = Enumerable.Range(0, 3).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
