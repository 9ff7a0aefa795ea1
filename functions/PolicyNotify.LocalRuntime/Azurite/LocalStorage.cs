using System.Security.Cryptography;
using System.Text.Json;
using PolicyNotify.LocalRuntime.Hosting;

namespace PolicyNotify.LocalRuntime.Azurite;

/// <summary>
/// The Azurite of a content root, shared by all processes that run there: the first starts it, the last to end in good order stops it.
/// One that was left behind by a killed process is used again.
/// </summary>
internal sealed class LocalStorage : IAsyncDisposable
{
    private const string Account = "policynotify";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(5);

    private readonly string folder;
    private readonly IDisposable use;
    private readonly string usePath;

    private LocalStorage(string folder, LocalStorageState state, IDisposable use, string usePath)
    {
        (this.folder, this.use, this.usePath) = (folder, use, usePath);
        ConnectionString = state.Endpoint.ConnectionString(state.Account, state.Key);
        ProcessId = state.Endpoint.ProcessId;
    }

    public string ConnectionString { get; }

    public int ProcessId { get; }

    public static async Task<LocalStorage> OpenAsync(string root, Action<string> tell, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(root, ".local", "azurite");
        using var held = await FileLock.AcquireAsync(LockPath(folder), cancellationToken);
        var state = await RunningAsync(folder, cancellationToken) ?? await StartAsync(root, folder, tell, cancellationToken);
        var usePath = Path.Combine(UsesFolder(folder), Path.GetRandomFileName());
        Directory.CreateDirectory(UsesFolder(folder));
        var use = FileLock.TryAcquire(usePath) ?? throw new LocalRuntimeException($"{usePath} cannot be opened.");
        return new LocalStorage(folder, state, use, usePath);
    }

    public async ValueTask DisposeAsync()
    {
        using var held = await FileLock.AcquireAsync(LockPath(folder), CancellationToken.None);
        use.Dispose();
        File.Delete(usePath);
        if (HasOtherUsers())
        {
            return;
        }

        File.Delete(StatePath(folder));
        await AzuriteProcess.StopAsync(ProcessId, saves: true, CancellationToken.None);
    }

    private static string LockPath(string folder) => Path.Combine(folder, "start.lock");

    private static string StatePath(string folder) => Path.Combine(folder, "endpoint.json");

    private static string UsesFolder(string folder) => Path.Combine(folder, "users");

    private static async Task<LocalStorageState> StartAsync(string root, string folder, Action<string> tell, CancellationToken cancellationToken)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        var endpoint = await AzuriteProcess.StartAsync(
            new AzuriteLaunch(LocalRuntimeOptions.NearestRoot(root), folder, new Dictionary<string, string> { [Account] = key }, InMemory: false, OwnerProcessId: null), tell, cancellationToken);
        var started = AzuriteProcess.StartTime(endpoint.ProcessId)
            ?? throw new LocalRuntimeException($"Azurite ended right after it started; see its log in {folder}.");
        var state = new LocalStorageState(endpoint, started, Account, key);
        PrivateFile.Write(StatePath(folder), JsonSerializer.Serialize(state, Json));
        return state;
    }

    private static async Task<LocalStorageState?> RunningAsync(string folder, CancellationToken cancellationToken)
    {
        if (Read(StatePath(folder)) is not { } state
            || AzuriteProcess.StartTime(state.Endpoint.ProcessId) is not { } started
            || (started - state.StartedAt).Duration() > TimeSpan.FromSeconds(2))
        {
            return null;
        }

        if (await AnswersAsync(state.Endpoint.Blob, cancellationToken))
        {
            return state;
        }

        // Two of them on one data folder would spoil it.
        await AzuriteProcess.StopAsync(state.Endpoint.ProcessId, saves: true, cancellationToken);
        return null;
    }

    private static LocalStorageState? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<LocalStorageState>(File.ReadAllText(path), Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = ProbeTime };
        try
        {
            using var response = await client.GetAsync(address, cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // A file that can be locked belongs to a process that is gone.
    private bool HasOtherUsers()
    {
        foreach (var path in Directory.GetFiles(UsesFolder(folder)))
        {
            using var free = FileLock.TryAcquire(path);
            if (free is null)
            {
                return true;
            }

            File.Delete(path);
        }

        return false;
    }
}
