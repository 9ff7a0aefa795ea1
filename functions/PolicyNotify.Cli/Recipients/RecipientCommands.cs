using System.CommandLine;

namespace PolicyNotify.Cli.Recipients;

internal static class RecipientCommands
{
    public static Command Create(CliHost host) => new CliCommand(host, "recipients", "The people who may have to be told.")
    {
        RecipientsImportCommand.Create(host),
        RecipientsCountCommand.Create(host),
        RecipientsShowCommand.Create(host),
        RecipientsUnreachableCommand.Create(host),
    };
}
