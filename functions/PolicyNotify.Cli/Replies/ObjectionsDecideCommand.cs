using System.CommandLine;
using System.Text.Json;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;
using PolicyNotify.Replies;

namespace PolicyNotify.Cli.Replies;

/// <summary>Ends or restores an objection; what was recorded stays on record.</summary>
internal static class ObjectionsDecideCommand
{
    public static CliCommand Withdraw(CliHost host)
    {
        var because = new Option<string>("--because") { Description = "The person took it back, or it was recorded by mistake.", HelpName = "person|mistake", Required = true };
        because.AcceptOnlyFromAmong("person", "mistake");
        return Create(host, "withdraw", "Say that an objection no longer stands. It stays on record, and the account system is told.", because);
    }

    public static CliCommand Restore(CliHost host) => Create(host, "restore", "Let a withdrawn objection stand again, as it was received.", null);

    private static CliCommand Create(CliHost host, string decision, string description, Option<string>? because)
    {
        var notice = new Argument<string>("NOTICE") { Description = "The notice of the version objected to, such as privacy-2.0." };
        var recipient = new Argument<string>("RECIPIENT") { Description = "Who objected, by id, as 'objections list' names them." };
        var by = new Option<string>("--by") { Description = "The name of who decided; kept as evidence.", HelpName = "name", Required = true };
        var why = new Option<string>("--why") { Description = "Why; kept as evidence.", HelpName = "text", Required = true };
        var example = because is null ? "" : " --because mistake";
        var command = new CliCommand(
            host, decision, description, $"policy-notify objections {decision} privacy-2.0 0d5fb0a1c2e3f4a5b6c7d8e9{example} --by \"Nora Daly\" --why \"She asked when it starts, no more.\"")
        {
            notice, recipient, by, why,
        };
        if (because is not null)
            command.Options.Add(because);
        return command.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var path = Path(invocation.Required(notice), invocation.Required(recipient));
            var body = JsonSerializer.SerializeToUtf8Bytes(
                new { because = because is null ? null : invocation.Value(because), by = invocation.Value(by), why = invocation.Value(why) }, PolicyNotifyJson.Compact);
            using var service = invocation.OpenService();
            var answer = await service.PostAsync($"{path}/{decision}", body, "application/json", cancellationToken);
            var view = service.Read<ObjectionView>(answer);
            invocation.Answer.Give(answer, words => ObjectionWords.Write(words, [view]));
            return ExitCode.Fine;
        });
    }

    private static string Path(string notice, string recipient)
    {
        try
        {
            return $"api/objections/{NoticeId.Parse(notice)}/{RecipientId.Parse(recipient)}";
        }
        catch (FormatException exception)
        {
            throw new CommandFailedException(ExitCode.BadInput, exception.Message);
        }
    }
}
