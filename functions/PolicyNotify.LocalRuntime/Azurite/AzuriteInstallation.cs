using System.ComponentModel;
using System.Diagnostics;

namespace PolicyNotify.LocalRuntime.Azurite;

/// <summary>Azurite as package.json pins it, installed into the repository's node_modules the first time it is needed.</summary>
internal sealed class AzuriteInstallation(string root, Action<string> tell)
{
    private const string Alternative =
        "Or set AzureWebJobsStorage to the connection string of a storage account, and no emulator is started.";

    private string Modules => Path.Combine(root, "node_modules");

    // npm writes this file last, so an installation that was interrupted is seen as missing.
    private bool IsComplete => File.Exists(Path.Combine(Modules, ".package-lock.json")) && File.Exists(EntryPoint);

    private string EntryPoint => Path.Combine(Modules, "azurite", "dist", "src", "azurite.js");

    /// <summary>Makes sure Azurite and Node.js are there; returns Node's path and Azurite's entry point.</summary>
    public async Task<(string Node, string EntryPoint)> EnsureAsync(CancellationToken cancellationToken)
    {
        var node = FindProgram("node") ?? throw new LocalRuntimeException(
            $"Node.js was not found on the PATH. The local storage emulator (Azurite) needs it: install Node.js 20 or later from https://nodejs.org. {Alternative}");
        if (IsComplete)
        {
            return (node, EntryPoint);
        }

        using (await FileLock.AcquireAsync(Path.Combine(root, ".local", "npm-ci.lock"), cancellationToken))
        {
            if (!IsComplete)
            {
                await InstallAsync(cancellationToken);
            }
        }

        return (node, EntryPoint);
    }

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(root, "package-lock.json")))
        {
            throw new LocalRuntimeException($"There is no package-lock.json in {root} to install the storage emulator (Azurite) from. {Alternative}");
        }

        var npm = FindProgram("npm") ?? throw new LocalRuntimeException(
            $"npm was not found on the PATH. It comes with Node.js (https://nodejs.org) and installs the local storage emulator (Azurite). {Alternative}");
        tell($"Installing the storage emulator (Azurite, pinned in package.json) into {Modules}. This happens once and takes about a minute.");
        var start = new ProcessStartInfo(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new LocalRuntimeException($"{npm} did not start.");
        process.StandardInput.Close();
        try
        {
            var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0 || !IsComplete)
            {
                throw new LocalRuntimeException(
                    $"Installing the storage emulator failed: `npm ci` in {root} ended with code {process.ExitCode}.{Environment.NewLine}{string.Concat(output).Trim()}");
            }
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            throw;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in the meantime.
        }
    }

    private static string? FindProgram(string name)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(File.Exists);
    }
}
