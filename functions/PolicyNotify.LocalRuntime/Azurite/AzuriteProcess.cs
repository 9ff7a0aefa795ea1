using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PolicyNotify.LocalRuntime.Azurite;

/// <summary>Starts and stops Azurite as a process of its own session, so that Ctrl+C in our terminal reaches us first and it can finish our last writes.</summary>
internal static partial class AzuriteProcess
{
    private const string LogFile = "azurite.log";

    // Started through Node because it can detach a child and give it a log file on every platform.
    // A log file rather than a pipe: a pipe breaks when its reader is killed, and takes Azurite with it.
    private const string Launcher =
        """
        const [log, ...command] = process.argv.slice(1);
        const out = require('fs').openSync(log, 'w');
        const child = require('child_process').spawn(process.execPath, command, { detached: true, windowsHide: true, stdio: ['ignore', out, out] });
        child.on('error', problem => { console.error(problem.message); process.exit(1); });
        child.on('spawn', () => { console.log(child.pid); child.unref(); });
        """;

    private const string OwnerWatch =
        """
        setInterval(() => {
          try { process.kill(Number(process.env.AZURITE_OWNER), 0); } catch { process.exit(); }
        }, 1000).unref();
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TimeToSave = TimeSpan.FromSeconds(10);

    public static async Task<AzuriteEndpoint> StartAsync(AzuriteLaunch launch, Action<string> tell, CancellationToken cancellationToken)
    {
        var (node, entryPoint) = await new AzuriteInstallation(launch.Root, tell).EnsureAsync(cancellationToken);
        Directory.CreateDirectory(launch.Folder);
        var log = Path.Combine(launch.Folder, LogFile);
        var start = new ProcessStartInfo(node, ["-e", Launcher, "--", log, .. Command(launch, entryPoint)])
        {
            WorkingDirectory = launch.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', launch.Accounts.Select(account => $"{account.Key}:{account.Value}"));
        start.Environment["AZURITE_OWNER"] = launch.OwnerProcessId?.ToString(CultureInfo.InvariantCulture);

        using var launcher = Process.Start(start) ?? throw new LocalRuntimeException($"{node} did not start.");
        launcher.StandardInput.Close();
        var output = await launcher.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await launcher.StandardError.ReadToEndAsync(cancellationToken);
        await launcher.WaitForExitAsync(cancellationToken);
        return int.TryParse(output.Trim(), CultureInfo.InvariantCulture, out var processId)
            ? await ListeningAsync(processId, log, cancellationToken)
            : throw new LocalRuntimeException($"Azurite did not start: {errors.Trim()}");
    }

    /// <summary>Asks it to save and end; ends it by force when it has nothing to save or does not comply.</summary>
    public static async Task StopAsync(int processId, bool saves, CancellationToken cancellationToken)
    {
        using var process = Find(processId);
        if (process is null)
        {
            return;
        }

        if (saves && !OperatingSystem.IsWindows())
        {
            using var kill = Process.Start("kill", ["-TERM", processId.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(cancellationToken);
            using var limit = new CancellationTokenSource(TimeToSave, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                await process.WaitForExitAsync(either.Token);
                return;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // It had its time; what follows is the force announced above.
            }
        }

        process.Kill();
        await process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>When the process of that id began, in UTC; null when there is none or it is not Node's.</summary>
    public static DateTime? StartTime(int processId)
    {
        using var process = Find(processId);
        try
        {
            return process?.StartTime.ToUniversalTime();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string[] Command(AzuriteLaunch launch, string entryPoint)
    {
        List<string> command = [];
        if (launch.OwnerProcessId is not null)
        {
            var watch = Path.Combine(launch.Folder, "watch-owner.cjs");
            File.WriteAllText(watch, OwnerWatch);
            command.AddRange(["--require", watch]);
        }

        command.AddRange([entryPoint, "--blobPort", "0", "--queuePort", "0", "--tablePort", "0"]);
        command.AddRange(["--skipApiVersionCheck", "--disableTelemetry", "--silent"]);
        command.AddRange(launch.InMemory ? ["--inMemoryPersistence"] : ["--location", launch.Folder]);
        return [.. command];
    }

    private static async Task<AzuriteEndpoint> ListeningAsync(int processId, string log, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var text = await ReadSharedAsync(log, cancellationToken);
            var addresses = Listening().Matches(text).ToDictionary(match => match.Groups["service"].Value, match => new Uri(match.Groups["address"].Value));
            if (addresses.Count == 3)
            {
                return new AzuriteEndpoint(processId, addresses["Blob"], addresses["Queue"], addresses["Table"]);
            }

            if (StartTime(processId) is null)
            {
                throw new LocalRuntimeException($"Azurite ended while it was starting. Its log {log} says:{Environment.NewLine}{text.Trim()}");
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                await StopAsync(processId, saves: false, cancellationToken);
                throw new LocalRuntimeException($"Azurite was not ready after {Patience.TotalSeconds:0} seconds. Its log {log} says:{Environment.NewLine}{text.Trim()}");
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<string> ReadSharedAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static Process? Find(int processId)
    {
        try
        {
            var process = Process.GetProcessById(processId);
            if (!process.HasExited && process.ProcessName.StartsWith("node", StringComparison.OrdinalIgnoreCase))
            {
                return process;
            }

            process.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^Azurite (?<service>Blob|Queue|Table) service is successfully listening at (?<address>http://\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Listening();
}
