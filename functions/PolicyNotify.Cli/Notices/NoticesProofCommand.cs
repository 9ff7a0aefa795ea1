using System.CommandLine;
using PolicyNotify.Cli.Terminal;

namespace PolicyNotify.Cli.Notices;

internal static class NoticesProofCommand
{
    public static Command Create(CliHost host)
    {
        var notice = new Argument<string>("NOTICE") { Description = "The notice: document and version, such as privacy-2.0." };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; without it, the terminal.", HelpName = "file" };
        var reminder = new Option<bool>("--reminder") { Description = "The mail of its reminder instead, of the latest effective date." };
        return new CliCommand(
            host,
            "proof",
            "Write the mail of a notice as everybody gets it, to a sample recipient: open the file with a mail program.",
            "policy-notify notices proof privacy-2.0 -o proof.eml",
            "policy-notify notices proof privacy-2.0 --reminder -o proof.eml")
        {
            notice, output, reminder,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var id = NoticeNames.Read(invocation.Required(notice));
            using var service = invocation.OpenService();
            var path = invocation.Value(reminder) ? await ReminderLookup.LatestPathAsync(service, id, cancellationToken) : $"api/notices/{id}";
            await new OutputFile(host, invocation.Value(output)).FillAsync(
                target => service.CopyAsync($"{path}/proof", "message/rfc822", target, cancellationToken), cancellationToken);
            return ExitCode.Fine;
        });
    }
}
