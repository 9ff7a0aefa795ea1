using System.CommandLine;
using System.Text.Json;
using PolicyNotify.Json;
using PolicyNotify.Reminders;

namespace PolicyNotify.Cli.Notices;

/// <summary>Legal's decisions about the reminder of a notice, each with who and why, which are kept as evidence.</summary>
internal static class RemindersDecideCommand
{
    public static CliCommand Stop(CliHost host) => Create(
        host, "stop", "Stop the reminder of a notice for good: whoever was not reminded yet is not. The notice and its version are not affected.");

    public static CliCommand Resume(CliHost host) => Create(host, "resume", "Let a reminder go on that the mail system had paused.");

    private static CliCommand Create(CliHost host, string decision, string description)
    {
        var notice = new Argument<string>("NOTICE") { Description = "The notice: document and version, such as privacy-2.0." };
        var by = new Option<string>("--by") { Description = "The name of who decided; kept as evidence.", HelpName = "name", Required = true };
        var why = new Option<string>("--why") { Description = "Why; kept as evidence.", HelpName = "text", Required = true };
        return new CliCommand(
            host, $"{decision}-reminder", description, $"policy-notify notices {decision}-reminder privacy-2.0 --by \"Nora Daly\" --why \"The mail system is well again.\"")
        {
            notice, by, why,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var id = NoticeNames.Read(invocation.Required(notice));
            var sent = JsonSerializer.SerializeToUtf8Bytes(new { by = invocation.Value(by), why = invocation.Value(why) }, PolicyNotifyJson.Compact);
            using var service = invocation.OpenService();
            var answer = await service.PostAsync($"api/notices/{id}/reminders/{decision}", sent, "application/json", cancellationToken);
            var view = service.Read<ReminderView>(answer);
            invocation.Answer.Give(answer, words => ReminderWords.Write(words, [view]));
            return ExitCode.Fine;
        });
    }
}
