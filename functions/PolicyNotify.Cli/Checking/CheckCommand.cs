using System.CommandLine;
using PolicyNotify.Cli.Judgement;
using PolicyNotify.Cli.Policies;

namespace PolicyNotify.Cli.Checking;

internal static class CheckCommand
{
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "The policy text that is to be published." };
        var against = new Option<string?>("--against") { Description = "What it is compared with: a git branch, tag or commit that has the file, or another file. Default: the file as committed last (HEAD).", HelpName = "REF|FILE" };
        var document = new Option<string?>("--document") { Description = "Which document it is. Default: the file's name without extension.", HelpName = "name" };
        var format = new Option<string>("--format") { Description = "How to report.", DefaultValueFactory = _ => "text" };
        var rules = RulesFolder.Option();
        var settings = CompanySettings.Option();
        format.AcceptOnlyFromAmong("text", "json", "markdown", "sarif");
        return new CliCommand(
            host,
            "check",
            "Check a policy text before it is published: minor or significant, why, and whether its effective date and overrides keep the promises. Works offline; ends with 1 when the text promises too little.",
            "policy-notify check policy/privacy.md",
            "policy-notify check policy/privacy.md --against origin/main --format markdown >> \"$GITHUB_STEP_SUMMARY\"",
            "policy-notify check policy/privacy.md --format sarif > policy.sarif")
        {
            file, against, document, format, rules, settings,
        }.Running(async (invocation, cancellationToken) =>
        {
            var path = invocation.Required(file);
            var options = await CompanySettings.ReadAsync(invocation.Files, invocation.Value(settings), cancellationToken);
            var classifier = RulesFolder.Load(invocation, invocation.Value(rules) ?? options.RulesFolder);
            var previous = await PreviousText.FindAsync(invocation.Files, path, invocation.Value(against), cancellationToken);
            var text = await invocation.Files.ReadPolicyAsync(path, cancellationToken);
            var check = PolicyCheck.Of(DocumentNames.Of(path, invocation.Value(document)), path, text, previous, classifier, options, host.Time.GetUtcNow().ToUniversalTime());
            switch (invocation.IsJson ? "json" : invocation.Value(format))
            {
                case "json":
                    invocation.Answer.Line(CheckReports.Json(check));
                    break;
                case "markdown":
                    invocation.Answer.Line(CheckReports.Markdown(check));
                    break;
                case "sarif":
                    invocation.Answer.Line(CheckSarif.Write(check));
                    break;
                default:
                    CheckReports.Text(invocation.Answer, check);
                    break;
            }

            return check.KeepsPromises ? ExitCode.Fine : ExitCode.No;
        });
    }
}
