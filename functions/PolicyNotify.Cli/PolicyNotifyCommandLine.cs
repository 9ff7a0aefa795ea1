using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using PolicyNotify.Cli.Demo;
using PolicyNotify.Cli.Evidence;
using PolicyNotify.Cli.Judgement;
using PolicyNotify.Cli.Notices;
using PolicyNotify.Cli.Policies;
using PolicyNotify.Cli.Recipients;
using PolicyNotify.Cli.Replies;
using PolicyNotify.Cli.Terminal;

namespace PolicyNotify.Cli;

/// <summary>The whole command line; the process and the tests run the same.</summary>
internal static class PolicyNotifyCommandLine
{
    // A running demo has a service to stop; past this the process ends anyway.
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(20);

    public static RootCommand Create(CliHost host)
    {
        var root = new RootCommand("Keeps a company's promise about its own policies: compares and publishes texts, notifies people of significant changes, and records who objects.")
        {
            new Option<bool>(Invocation.JsonOption) { Description = "Answer (and report errors) as JSON.", Recursive = true },
            RecipientCommands.Create(host),
            NoticeCommands.Create(host),
            ReplyCommands.Create(host),
            ObjectionCommands.Create(host),
            WebhookCommands.Create(host),
            AuditCommands.Create(host),
            EvidenceCommands.Create(host),
            DemoCommand.Create(host),
        };
        foreach (var command in PolicyCommands.Create(host))
            root.Subcommands.Add(command);
        foreach (var command in JudgementCommands.Create(host))
            root.Subcommands.Add(command);
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    public static async Task<int> RunAsync(CliHost host, IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var parse = Create(host).Parse(args);
        if (parse.Action is ParseErrorAction)
        {
            var json = args.Contains(Invocation.JsonOption, StringComparer.Ordinal);
            var hint = $"See 'policy-notify {CommandPath(parse)}--help'.";
            return (int)new ErrorOutput(host, json).Write(ExitCode.BadInput, $"{string.Join(' ', parse.Errors.Select(error => error.Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal)))} {hint}", []);
        }

        return await parse.InvokeAsync(
            new InvocationConfiguration
            {
                Output = host.Output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = ShutdownLimit,
            },
            cancellationToken);
    }

    private static string CommandPath(ParseResult parse)
    {
        var names = new Stack<string>();
        for (var result = parse.CommandResult; result.Command is not RootCommand; result = (System.CommandLine.Parsing.CommandResult)result.Parent!)
            names.Push(result.Command.Name);
        return string.Concat(names.Select(name => name + " "));
    }
}
