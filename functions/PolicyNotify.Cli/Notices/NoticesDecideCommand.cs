using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PolicyNotify.Cli.Service;
using PolicyNotify.Json;
using PolicyNotify.Notices;

namespace PolicyNotify.Cli.Notices;

/// <summary>Legal's decisions about a notice, each with who and why, which are kept as evidence.</summary>
internal static class NoticesDecideCommand
{
    public static CliCommand Approve(CliHost host)
    {
        var content = new Option<string?>("--content") { Description = "The edition that was read: the first digits of its SHA-256, as in the proof's covering mail.", HelpName = "hash" };
        return Create(
            host, "approve", "Approve the mail of a notice, so that it may go out. A new edition of the mail has to be approved again.", " --content 5f2a90c1d7e4", content,
            invocation => new { content = invocation.Value(content) });
    }

    public static CliCommand Cancel(CliHost host) => Create(
        host, "cancel", "Cancel a notice before its first mail. Its version is withdrawn for good: it never takes effect.");

    public static CliCommand Hold(CliHost host) => Create(
        host, "hold", "Put a notice on hold: nothing is mailed, and the version does not take effect, until it is resumed.");

    public static CliCommand Resume(CliHost host) => Create(host, "resume", "End a hold, or a pause that the mail system caused, and go on mailing.");

    public static CliCommand Retry(CliHost host) => Create(
        host,
        "retry",
        "Make again the deliveries that were refused, put off or have an unknown outcome; nobody who was told is told again.",
        after: "They are made again within a minute. What is under way is left alone; if its process died, it is free again when its claim ends (Notices:LeaseSeconds, 5 minutes by default).");

    public static CliCommand Release(CliHost host) => Create(
        host, "release", "Let a held version take effect. Refused until everybody who had to be told has had the full notice period.");

    public static CliCommand Postpone(CliHost host)
    {
        var day = new Option<string>("--to") { Description = "The new effective date, such as 2027-03-01.", HelpName = "date", Required = true };
        return Create(
            host, "postpone", "Move the effective date of the version to a later day.", " --to 2027-03-01", day,
            invocation => new { effectiveOn = Day(invocation.Value(day)!) });
    }

    private static CliCommand Create(
        CliHost host, string decision, string description, string example = "", Option? option = null, Func<Invocation, object>? read = null, string? after = null)
    {
        var notice = new Argument<string>("NOTICE") { Description = "The notice: document and version, such as privacy-2.0." };
        var by = new Option<string>("--by") { Description = "The name of who decided; kept as evidence.", HelpName = "name", Required = true };
        var why = new Option<string>("--why") { Description = "Why; kept as evidence.", HelpName = "text", Required = true };
        var command = new CliCommand(
            host, decision, description, $"policy-notify notices {decision} privacy-2.0{example} --by \"Nora Daly\" --why \"The supplier is not ready.\"") { notice, by, why };
        if (option is not null)
            command.Options.Add(option);
        return command.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var id = NoticeNames.Read(invocation.Required(notice));
            var sent = JsonSerializer.SerializeToNode(read?.Invoke(invocation) ?? new { }, PolicyNotifyJson.Compact)!.AsObject();
            sent["by"] = invocation.Value(by);
            sent["why"] = invocation.Value(why);
            using var service = invocation.OpenService();
            var answer = await PostAsync(service, $"api/notices/{id}/{decision}", JsonSerializer.SerializeToUtf8Bytes(sent, PolicyNotifyJson.Compact), cancellationToken);
            var view = service.Read<NoticeView>(answer);
            invocation.Answer.Give(answer, words =>
            {
                NoticeWords.Write(words, view);
                if (after is not null)
                    words.Line($"\n{after}");
            });
            return ExitCode.Fine;
        });
    }

    private static async Task<JsonElement> PostAsync(ServiceClient service, string path, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            return await service.PostAsync(path, body, "application/json", cancellationToken);
        }
        catch (CommandFailedException refusal) when (refusal.Diagnostics.Any(diagnostic => diagnostic.Field == "effectiveOn"))
        {
            throw new CommandFailedException(
                refusal.ExitCode,
                refusal.Message,
                [.. refusal.Diagnostics.Select(diagnostic => diagnostic.Field == "effectiveOn" ? diagnostic with { Field = "to" } : diagnostic)]);
        }
    }

    private static DateOnly Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw new CommandFailedException(ExitCode.BadInput, $"'{text}' is not a date: write it as 2027-03-01.");
}
