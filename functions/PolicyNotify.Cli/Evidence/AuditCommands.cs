using System.CommandLine;

namespace PolicyNotify.Cli.Evidence;

internal static class AuditCommands
{
    public static Command Create(CliHost host) => new CliCommand(host, "audit", "The hash-chained record of every change: read it, and check that nobody altered it.")
    {
        AuditListCommand.Create(host),
        AuditVerifyCommand.Create(host),
    };
}
