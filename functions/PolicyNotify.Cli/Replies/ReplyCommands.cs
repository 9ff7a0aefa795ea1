using System.CommandLine;

namespace PolicyNotify.Cli.Replies;

internal static class ReplyCommands
{
    public static Command Create(CliHost host) => new CliCommand(host, "replies", "What people answered to notices, and how it was judged.")
    {
        RepliesListCommand.Create(host),
        RepliesShowCommand.Create(host),
        RepliesResolveCommand.Create(host),
        RepliesCloseCommand.Create(host),
        RepliesImportCommand.Create(host),
        RepliesSourcesCommand.Create(host),
        RepliesJudgeCommand.Create(host),
    };
}
