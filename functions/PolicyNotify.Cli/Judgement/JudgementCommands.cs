using System.CommandLine;

namespace PolicyNotify.Cli.Judgement;

/// <summary>The commands that say what a change amounts to. They need no service.</summary>
internal static class JudgementCommands
{
    public static IEnumerable<Command> Create(CliHost host) =>
    [
        ClassifyCommand.Create(host),
        EvaluateCommand.Create(host),
    ];
}
