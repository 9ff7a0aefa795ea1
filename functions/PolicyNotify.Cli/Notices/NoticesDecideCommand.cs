using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PolicyNotify.Json;
using PolicyNotify.Notices;

namespace PolicyNotify.Cli.Notices;

/// <summary>Legal's decisions about a notice under way, each with a reason that is kept as evidence.</summary>
internal static class NoticesDecideCommand
{
    public static CliCommand Pause(CliHost host) => Create(
        host, "pause", "Stop mailing for now. Nobody is told meanwhile, and the version cannot take effect before everybody was told in time.", [], _ => null);

    public static CliCommand Resume(CliHost host) => Create(host, "resume", "Go on mailing after a pause.", [], _ => null);

    public static CliCommand Retry(CliHost host) => Create(host, "retry", "Make again the deliveries that were refused or put off; nobody who was told is told again.", [], _ => null);

    public static CliCommand Postpone(CliHost host)
    {
        var day = new Option<string>("--to") { Description = "The new effective date, such as 2027-03-01.", HelpName = "date", Required = true };
        return Create(host, "postpone", "Move the effective date of the version to a later day.", [day], invocation => Day(invocation.Value(day)!));
    }

    private static CliCommand Create(CliHost host, string decision, string description, IReadOnlyList<Option> options, Func<Invocation, DateOnly?> readDay)
    {
        var notice = new Argument<string>("NOTICE") { Description = "The notice: document and version, such as privacy-2.0." };
        var why = new Option<string>("--why") { Description = "Why; kept as evidence.", HelpName = "text", Required = true };
        var example = options.Count == 0 ? "" : " --to 2027-03-01";
        var command = new CliCommand(host, decision, description, $"policy-notify notices {decision} privacy-2.0{example} --why \"The supplier is not ready.\"") { notice, why };
        foreach (var option in options)
            command.Options.Add(option);
        return command.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var id = NoticeNames.Read(invocation.Required(notice));
            var body = JsonSerializer.SerializeToUtf8Bytes(new { reason = invocation.Value(why), effectiveOn = readDay(invocation) }, PolicyNotifyJson.Compact);
            using var service = invocation.OpenService();
            var answer = await service.PostAsync($"api/notices/{id}/{decision}", body, "application/json", cancellationToken);
            var view = service.Read<NoticeView>(answer);
            invocation.Answer.Give(answer, words => NoticeWords.Write(words, view));
            return ExitCode.Fine;
        });
    }

    private static DateOnly Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw new CommandFailedException(ExitCode.BadInput, $"'{text}' is not a date: write it as 2027-03-01.");
}
