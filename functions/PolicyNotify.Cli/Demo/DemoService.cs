using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PolicyNotify.Cli.Demo;

/// <summary>The service as a process of its own, with storage, folders and a movable clock for the demo alone.</summary>
internal sealed class DemoService : IAsyncDisposable
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(15);

    private readonly Process process;
    private readonly Task log;
    private readonly TimeProvider time;

    private DemoService(Process process, Task log, TimeProvider time)
    {
        this.process = process;
        this.log = log;
        this.time = time;
    }

    public bool HasEnded => process.HasExited;

    public Task EndedAsync(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    public static DemoService Start(DemoFolder folder, IReadOnlyDictionary<string, string> settings, TimeProvider time)
    {
        var assembly = BuildFacts.ServiceAssembly;
        if (!File.Exists(assembly))
            throw new CommandFailedException(ExitCode.BadInput, $"The service is not built: {assembly} is missing. Build it with 'dotnet build functions/PolicyNotify.Cli'.");
        var start = new ProcessStartInfo(Muxer(), [assembly])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["StopAtEndOfInput"] = "true";
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var process = Process.Start(start) ?? throw new CommandFailedException(ExitCode.ServiceFailed, "The service did not start.");
        return new DemoService(process, CopyAsync(process, folder.ServiceLog), time);
    }

    /// <summary>Ends the process by closing its input, or by force when it takes too long, and waits until its log is complete.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(TimeToStop, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(cancellationToken);
        }

        await log.WaitAsync(TimeToStop, time, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync(CancellationToken.None);
        }
        finally
        {
            process.Dispose();
        }
    }

    private static async Task CopyAsync(Process process, string file)
    {
        await using var writer = TextWriter.Synchronized(new StreamWriter(new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true });
        await Task.WhenAll(CopyAsync(process.StandardOutput, writer), CopyAsync(process.StandardError, writer));
    }

    private static async Task CopyAsync(StreamReader reader, TextWriter writer)
    {
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
            await writer.WriteLineAsync(line);
    }

    // This very runtime's dotnet, wherever it is installed: the PATH may name none or another.
    private static string Muxer()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
