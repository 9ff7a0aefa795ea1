using System.CommandLine;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Redlines;

namespace PolicyNotify.Cli.Policies;

internal static class DiffCommand
{
    public static Command Create(CliHost host)
    {
        var old = new Argument<string>("OLD") { Description = "The earlier text, a Markdown file." };
        var @new = new Argument<string>("NEW") { Description = "The later text." };
        var format = new Option<string>("--format") { Description = "How to show it.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "html", "markdown");
        return new CliCommand(
            host,
            "diff",
            "Show what changed between two policy texts, word by word. Works offline.",
            "policy-notify diff policy/privacy.md edited.md",
            "policy-notify diff old.md new.md --format html > redline.html")
        {
            old, @new, format,
        }.Running(async (invocation, cancellationToken) =>
        {
            var comparison = PolicyComparison.Compare(
                await invocation.Files.ReadPolicyAsync(invocation.Required(old), cancellationToken),
                await invocation.Files.ReadPolicyAsync(invocation.Required(@new), cancellationToken));
            var redline = Redline.Create(comparison);
            invocation.Answer.Line(((invocation.IsJson ? "json" : invocation.Value(format)) switch
            {
                "json" => redline.ToJson(),
                "html" => redline.ToHtml(),
                "markdown" => redline.ToMarkdown(),
                _ => redline.ToText(invocation.Host.ColourOutput),
            }).TrimEnd('\n'));
            return ExitCode.Fine;
        });
    }
}
