using System.CommandLine;

namespace PolicyNotify.Cli.Notices;

internal static class NoticeCommands
{
    public static Command Create(CliHost host) => new CliCommand(host, "notices", "The announcements of significant versions to everybody.")
    {
        NoticesListCommand.Create(host),
        NoticesShowCommand.Create(host),
        NoticesExportCommand.Create(host),
        NoticesProofCommand.Create(host),
        NoticesDecideCommand.Approve(host),
        NoticesDecideCommand.Cancel(host),
        NoticesDecideCommand.Hold(host),
        NoticesDecideCommand.Resume(host),
        NoticesDecideCommand.Postpone(host),
        NoticesDecideCommand.Retry(host),
        NoticesDecideCommand.Release(host),
        RemindersDecideCommand.Stop(host),
        RemindersDecideCommand.Resume(host),
    };
}
