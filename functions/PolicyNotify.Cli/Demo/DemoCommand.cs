using System.CommandLine;

namespace PolicyNotify.Cli.Demo;

internal static class DemoCommand
{
    public static Command Create(CliHost host)
    {
        var exit = new Option<bool>("--exit") { Description = "End after the last step instead of leaving the site running." };
        var folder = new Option<string?>("--folder") { Description = "Where storage, mails and texts of the demo go; deleted first. Must lie in the repository. Default: .local/demo.", HelpName = "path" };
        return new CliCommand(
            host,
            "demo",
            "Play the whole journey on this machine: publish, import people, notify them of a significant change, take an objection, and let the change take effect. Starts everything it needs.",
            "policy-notify demo",
            "policy-notify demo --exit --json")
        {
            exit, folder,
        }.Running((invocation, cancellationToken) => DemoRun.PlayAsync(invocation, invocation.Value(exit), invocation.Value(folder), cancellationToken));
    }
}
