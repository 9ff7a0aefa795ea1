using System.Globalization;
using System.Security.Cryptography;
using PolicyNotify.Cli.Service;

namespace PolicyNotify.Cli.Demo;

/// <summary>Starts the service, plays the journey and stops the service again; on failure shows the end of its log.</summary>
internal static class DemoRun
{
    private const int PreferredPort = 7072;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    public static async Task<ExitCode> PlayAsync(Invocation invocation, bool exit, string? givenFolder, CancellationToken cancellationToken)
    {
        var time = invocation.Host.Time;
        var started = time.GetTimestamp();
        using var folder = DemoFolder.Prepare(BuildFacts.Repository, givenFolder is null ? null : invocation.Files.FullPath(givenFolder));
        var narrator = new DemoNarrator(invocation);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{FreePort.Find(PreferredPort)}/"));
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        await File.WriteAllTextAsync(folder.ApiKey, key, cancellationToken);

        await using var process = DemoService.Start(folder, Settings(folder, address, key), time);
        try
        {
            using var api = new ServiceClient(address, key);
            using var site = new HttpClient { BaseAddress = address };
            var stage = new DemoStage(folder, narrator, api, site, time);
            await ReadyAsync(stage, process, cancellationToken);
            await DemoJourney.PlayAsync(stage, cancellationToken);

            var seconds = time.GetElapsedTime(started).TotalSeconds;
            narrator.Close(
                string.Create(CultureInfo.InvariantCulture, $"All {narrator.Claims} claims hold, checked in {seconds:0} seconds."),
                new { done = true, narrator.Claims, seconds = Math.Round(seconds, 1), site = address });
            if (!exit)
                await StayAsync(invocation, folder, address, process, cancellationToken);
            return ExitCode.Fine;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            narrator.Finish();
            await process.StopAsync(CancellationToken.None);
            await invocation.Host.Error.WriteLineAsync($"The end of the service's log, {narrator.Shorten(folder.ServiceLog)}:");
            foreach (var line in LogTail.Of(folder.ServiceLog))
                await invocation.Host.Error.WriteLineAsync($"  {line}");
            throw;
        }
    }

    private static Dictionary<string, string> Settings(DemoFolder folder, Uri address, string key) => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_CONTENTROOT"] = folder.Root,
        ["ASPNETCORE_URLS"] = address.ToString(),
        ["Site:BaseUrl"] = address.ToString(),
        ["Mail:Pickup:Folder"] = folder.Outbox,
        ["Replies:Folder:Path"] = folder.Inbox,
        ["Api:Keys:demo"] = key,
        ["Demo:Clock"] = "true",
    };

    private static async Task ReadyAsync(DemoStage stage, DemoService process, CancellationToken cancellationToken)
    {
        stage.Narrator.Step("The service starts, with storage and mail folders of its own");
        var ready = await stage.Patience.UntilAsync(
            StartLimit,
            async token =>
            {
                Announce(stage);
                return process.HasEnded || await stage.AnswersAsync("health", token);
            },
            answered => answered,
            cancellationToken);
        stage.Narrator.Claim($"the service answers at {stage.Address("")}", ready && !process.HasEnded, process.HasEnded ? "it ended" : "it does not answer");
        stage.Narrator.Open("its log", stage.Folder.ServiceLog);
    }

    // The first start installs the storage emulator, which takes long enough to say so.
    private static void Announce(DemoStage stage)
    {
        if (LogTail.Of(stage.Folder.ServiceLog).FirstOrDefault(line => line.StartsWith("Installing", StringComparison.Ordinal)) is { } line)
            stage.Narrator.SayOnce(line);
    }

    private static async Task StayAsync(Invocation invocation, DemoFolder folder, Uri address, DemoService process, CancellationToken cancellationToken)
    {
        if (!invocation.IsJson)
        {
            invocation.Answer.Line($"""

                The site stays at {address} until you press Ctrl+C. To look around with other commands from another shell:
                  export POLICYNOTIFY_URL={address} POLICYNOTIFY_API_KEY=$(cat {folder.ApiKey})
                  dotnet run --project functions/PolicyNotify.Cli -- notices show privacy-2.0
                """);
        }

        try
        {
            await process.EndedAsync(cancellationToken);

            // Ctrl+C in a terminal reaches both processes; the service may be the faster one.
            await Task.Delay(TimeSpan.FromSeconds(1), invocation.Host.Time, cancellationToken);
            throw new CommandFailedException(ExitCode.ServiceFailed, "The service ended by itself.");
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is how this command is meant to end.
        }
    }
}
