using System.CommandLine;

namespace PolicyNotify.Cli.Evidence;

internal static class EvidenceCommands
{
    public static Command Create(CliHost host) => new CliCommand(host, "evidence", "Everything that proves the life of one version, in one file, and the check that nobody altered it.")
    {
        EvidenceExportCommand.Create(host),
        EvidenceVerifyCommand.Create(host),
    };
}
