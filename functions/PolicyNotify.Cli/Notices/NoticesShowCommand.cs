using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using PolicyNotify.Reminders;

namespace PolicyNotify.Cli.Notices;

internal static class NoticesShowCommand
{
    public static Command Create(CliHost host)
    {
        var notice = new Argument<string>("NOTICE") { Description = "The notice: document and version, such as privacy-2.0." };
        var watch = new Option<bool>("--watch") { Description = "Follow it until everybody is told, or legal has to decide: a progress bar in a terminal, else a line for each change." };
        var every = new Option<string>("--every") { Description = "With --watch: how many seconds between two looks.", HelpName = "seconds", DefaultValueFactory = _ => "2" };
        return new CliCommand(
            host,
            "show",
            "Show one notice: its dates, how many people have been told, what became of their mail, what failed, whether it is at risk and why it is held; and its reminder.",
            "policy-notify notices show privacy-2.0",
            "policy-notify notices show privacy-2.0 --watch",
            "policy-notify notices show privacy-2.0 --json")
        {
            notice, watch, every,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var id = NoticeNames.Read(invocation.Required(notice));
            var pause = Pause(invocation.Value(every)!);
            using var service = invocation.OpenService();
            if (invocation.Value(watch))
                return await new NoticeWatching(invocation, service, id, pause).RunAsync(cancellationToken);

            var answer = await service.GetAsync($"api/notices/{id}", cancellationToken);
            var view = service.Read<NoticeView>(answer);
            var reminders = await service.GetAsync<IReadOnlyList<ReminderView>>($"api/notices/{id}/reminders", cancellationToken);
            var all = JsonSerializer.SerializeToNode(answer)!.AsObject();
            all["reminders"] = JsonSerializer.SerializeToNode(reminders, PolicyNotifyJson.Compact);
            invocation.Answer.Give(all, words =>
            {
                NoticeWords.Write(words, view);
                ReminderWords.Write(words, reminders);
            });
            return ExitCode.Fine;
        });
    }

    private static TimeSpan Pause(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0.05 and <= 3600
            ? TimeSpan.FromSeconds(seconds)
            : throw new CommandFailedException(ExitCode.BadInput, $"'{text}' is no pause: give --every a number of seconds from 0.05 to 3600.");
}
