using System.Globalization;
using System.Security.Cryptography;
using PolicyNotify.LocalRuntime.Azurite;

[assembly: AssemblyFixture(typeof(PolicyNotify.Tests.Hosting.AzuriteFixture))]

namespace PolicyNotify.Tests.Hosting;

/// <summary>
/// One Azurite for the whole run, started when the first test asks. Each caller gets a storage account of its own,
/// so that tests share neither tables nor blobs nor queues and may run at once.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const int Accounts = 2000;
    private readonly SemaphoreSlim gate = new(1);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policynotify-azurite-");

    // Short, because all accounts travel to Azurite in one environment variable.
    private readonly string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
    private AzuriteEndpoint? endpoint;
    private int taken;

    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>A connection string to an account that nobody has used.</summary>
    public async Task<string> NewAccountAsync(CancellationToken cancellationToken)
    {
        var running = await RunningAsync(cancellationToken);
        var number = Interlocked.Increment(ref taken);
        Assert.True(number <= Accounts, "The test run has used up its storage accounts; raise AzuriteFixture.Accounts.");
        return running.ConnectionString(Name(number), key);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (endpoint is not null)
        {
            await AzuriteProcess.StopAsync(endpoint.ProcessId, saves: false, CancellationToken.None);
        }

        folder.Delete(recursive: true);
        gate.Dispose();
    }

    private static string Name(int number) => "t" + number.ToString("0000", CultureInfo.InvariantCulture);

    private static string FindRepository()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        while (here is not null && !File.Exists(Path.Combine(here.FullName, "package.json")))
        {
            here = here.Parent;
        }

        return here?.FullName ?? throw new InvalidOperationException("No folder above the tests has the repository's package.json.");
    }

    private async Task<AzuriteEndpoint> RunningAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return endpoint ??= await AzuriteProcess.StartAsync(
                new AzuriteLaunch(
                    Repository,
                    folder.FullName,
                    Enumerable.Range(1, Accounts).ToDictionary(Name, _ => key),
                    InMemory: true,
                    OwnerProcessId: Environment.ProcessId),
                Console.Error.WriteLine,
                cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }
}
