using System.CommandLine;

namespace PolicyNotify.Cli.Replies;

internal static class ObjectionCommands
{
    public static Command Create(CliHost host) => new CliCommand(host, "objections", "Who objected to which version.")
    {
        ObjectionsListCommand.Create(host),
        ObjectionsExportCommand.Create(host),
        ObjectionsDecideCommand.Withdraw(host),
        ObjectionsDecideCommand.Restore(host),
    };
}
