using System.CommandLine;
using PolicyNotify.Cli.Checking;

namespace PolicyNotify.Cli.Policies;

/// <summary>The commands about policy texts stand at the top level: they are what legal and CI use every day.</summary>
internal static class PolicyCommands
{
    public static IEnumerable<Command> Create(CliHost host) =>
    [
        CheckCommand.Create(host),
        DiffCommand.Create(host),
        PublishCommand.Create(host),
        VersionsCommand.Create(host),
    ];
}
