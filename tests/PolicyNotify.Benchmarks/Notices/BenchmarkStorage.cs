using System.Diagnostics;
using System.Security.Cryptography;
using PolicyNotify.LocalRuntime.Azurite;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>An Azurite in memory and a folder, for one run.</summary>
internal sealed class BenchmarkStorage : IAsyncDisposable
{
    private const string Account = "bench";
    private const string NodeOptions = "NODE_OPTIONS";

    private readonly DirectoryInfo folder;
    private readonly int processId;

    private BenchmarkStorage(DirectoryInfo folder, int processId, string connectionString)
    {
        this.folder = folder;
        this.processId = processId;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public string Folder => folder.FullName;

    /// <summary>What the storage's process has computed so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            using var process = Process.GetProcessById(processId);
            return process.TotalProcessorTime;
        }
    }

    public static async Task<BenchmarkStorage> StartAsync(CancellationToken cancellationToken)
    {
        // A million people and their deliveries are more than Node gives itself by default.
        if (Environment.GetEnvironmentVariable(NodeOptions) is null)
        {
            Environment.SetEnvironmentVariable(NodeOptions, "--max-old-space-size=12288");
        }

        var folder = Directory.CreateTempSubdirectory("policynotify-bench-");
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var azurite = await AzuriteProcess.StartAsync(
            new AzuriteLaunch(Root(), folder.FullName, new Dictionary<string, string> { [Account] = key }, InMemory: true, Environment.ProcessId),
            Console.Error.WriteLine,
            cancellationToken);
        return new(folder, azurite.ProcessId, azurite.ConnectionString(Account, key));
    }

    public async ValueTask DisposeAsync()
    {
        await AzuriteProcess.StopAsync(processId, saves: false, CancellationToken.None);
        folder.Delete(recursive: true);
    }

    /// <summary>The repository's folder.</summary>
    public static string Root()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (here is not null && !File.Exists(Path.Combine(here.FullName, "package.json")))
        {
            here = here.Parent;
        }

        return here?.FullName ?? throw new InvalidOperationException("No folder above the benchmarks has the repository's package.json.");
    }
}
