using System.CommandLine;
using PolicyNotify.Cli.Terminal;

namespace PolicyNotify.Cli.Notices;

internal static class NoticesExportCommand
{
    public static Command Create(CliHost host)
    {
        var notice = new Argument<string>("NOTICE") { Description = "The notice: document and version, such as privacy-2.0." };
        var format = new Option<string>("--format") { Description = "csv or json (one array, one delivery a line).", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv", "json");
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; without it, the terminal.", HelpName = "file" };
        var reminder = new Option<bool>("--reminder") { Description = "The copies of its reminder instead, of the latest effective date." };
        return new CliCommand(
            host,
            "export",
            "Write every delivery of a notice: who, by recipient id, what became of their copy, and when they were told.",
            "policy-notify notices export privacy-2.0 --format csv -o deliveries.csv",
            "policy-notify notices export privacy-2.0 --format json",
            "policy-notify notices export privacy-2.0 --reminder -o reminded.csv")
        {
            notice, format, output, reminder,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var id = NoticeNames.Read(invocation.Required(notice));
            var mediaType = invocation.IsJson || invocation.Value(format) == "json" ? "application/json" : "text/csv";
            using var service = invocation.OpenService();
            var path = invocation.Value(reminder) ? await ReminderLookup.LatestPathAsync(service, id, cancellationToken) : $"api/notices/{id}";
            await new OutputFile(host, invocation.Value(output)).FillAsync(
                target => service.CopyAsync($"{path}/deliveries", mediaType, target, cancellationToken), cancellationToken);
            return ExitCode.Fine;
        });
    }
}
