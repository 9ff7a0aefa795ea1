using System.CommandLine;
using PolicyNotify.Cli.Terminal;

namespace PolicyNotify.Cli.Replies;

internal static class ObjectionsExportCommand
{
    public static Command Create(CliHost host)
    {
        var options = new ObjectionOptions();
        var format = new Option<string>("--format") { Description = "csv or json (one array, one objection a line).", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json");
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; without it, the terminal.", HelpName = "file" };
        return new CliCommand(
            host,
            "export",
            "Write every objection with the person's account in the product: late and withdrawn ones are marked.",
            "policy-notify objections export --notice privacy-2.0 -o objections.csv",
            "policy-notify objections export --format json")
        {
            options.Notice, options.Document, format, output,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var mediaType = invocation.IsJson || invocation.Value(format) == "json" ? "application/json" : "text/csv";
            using var service = invocation.OpenService();
            await new OutputFile(host, invocation.Value(output)).FillAsync(
                target => service.CopyAsync($"api/objections/export{options.Query(invocation)}", mediaType, target, cancellationToken), cancellationToken);
            return ExitCode.Fine;
        });
    }
}
