using System.CommandLine;
using System.Text.Json;
using PolicyNotify.Json;
using PolicyNotify.Replies;

namespace PolicyNotify.Cli.Replies;

/// <summary>Notes that a data-protection request was answered.</summary>
internal static class RepliesCloseCommand
{
    public static CliCommand Create(CliHost host)
    {
        var reply = new Argument<string>("REPLY") { Description = "The request, as 'replies list --requests' names it." };
        var by = new Option<string>("--by") { Description = "The name of who answered it; kept as evidence.", HelpName = "name", Required = true };
        var why = new Option<string>("--why") { Description = "What was done, or why nothing had to be; kept as evidence.", HelpName = "text", Required = true };
        return new CliCommand(
            host,
            "close",
            "Note that a data-protection request was answered. Again, it changes nothing.",
            "policy-notify replies close 1f0c4a9be27d5a80c3d9e114 --by \"Nora Daly\" --why \"The export went to him by registered mail.\"")
        {
            reply, by, why,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var id = ReplyNames.Read(invocation.Required(reply));
            var body = JsonSerializer.SerializeToUtf8Bytes(new { by = invocation.Value(by), why = invocation.Value(why) }, PolicyNotifyJson.Compact);
            using var service = invocation.OpenService();
            var answer = await service.PostAsync($"api/replies/{id}/close", body, "application/json", cancellationToken);
            var view = service.Read<ReplyView>(answer);
            invocation.Answer.Give(answer, words => ReplyWords.Write(words, view));
            return ExitCode.Fine;
        });
    }
}
