using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace PolicyNotify.LocalRuntime.Hosting;

/// <summary>What distinguishes a run of its own from one inside a test.</summary>
/// <param name="Args">The command line.</param>
/// <param name="ContentRoot">Where relative folders and <c>.local</c> are.</param>
/// <param name="SettingsFolder">Where host.json and the appsettings files are.</param>
/// <param name="FunctionTypes">The classes searched for functions.</param>
/// <param name="OwnsProcess">Whether a failed start ends the process with a message instead of throwing.</param>
internal sealed record LocalRuntimeOptions(
    string[] Args,
    string ContentRoot,
    string SettingsFolder,
    IReadOnlyList<Type> FunctionTypes,
    bool OwnsProcess)
{
    public static LocalRuntimeOptions ForProcess(string[] args)
    {
        var assembly = Assembly.GetEntryAssembly() ?? throw new LocalRuntimeException("The local runtime needs an entry assembly to find functions in.");
        var given = new ConfigurationBuilder()
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables("DOTNET_")
            .AddCommandLine(args)
            .Build()["contentRoot"];
        return new LocalRuntimeOptions(
            args,
            given is { Length: > 0 } ? Path.GetFullPath(given) : NearestRoot(AppContext.BaseDirectory),
            AppContext.BaseDirectory,
            assembly.GetExportedTypes(),
            OwnsProcess: true);
    }

    // The repository when run from a clone, so that .local and the folders named in settings do not depend on the current directory;
    // the program's own folder once deployed.
    internal static string NearestRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "package.json")))
            {
                return folder.FullName;
            }
        }

        return start;
    }
}
