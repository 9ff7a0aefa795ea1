using System.Text.Json;
using PolicyNotify.LocalRuntime.Azurite;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.LocalRuntime;

/// <summary>A folder like a clone's root, with Azurite installed, in which a local run may leave what it likes.</summary>
internal sealed class LocalRoot : IAsyncDisposable
{
    public LocalRoot()
    {
        foreach (var file in (string[])["package.json", "package-lock.json"])
        {
            File.Copy(Path.Combine(AzuriteFixture.Repository, file), Path.Combine(Folder, file));
        }

        Directory.CreateSymbolicLink(Path.Combine(Folder, "node_modules"), Path.Combine(AzuriteFixture.Repository, "node_modules"));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("policynotify-root-").FullName;

    public string Local => Path.Combine(Folder, ".local");

    /// <summary>The process id of the Azurite that is noted down here; null when none is.</summary>
    public int? AzuriteProcessId
    {
        get
        {
            var path = Path.Combine(Local, "azurite", "endpoint.json");
            return File.Exists(path) ? JsonSerializer.Deserialize<LocalStorageState>(File.ReadAllText(path))!.Endpoint.ProcessId : null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (AzuriteProcessId is { } processId)
        {
            await AzuriteProcess.StopAsync(processId, saves: false, CancellationToken.None);
        }

        Directory.Delete(Path.Combine(Folder, "node_modules"));
        Directory.Delete(Folder, recursive: true);
    }
}
