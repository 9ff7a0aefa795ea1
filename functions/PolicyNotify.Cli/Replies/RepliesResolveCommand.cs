using System.CommandLine;
using System.Text.Json;
using PolicyNotify.Json;
using PolicyNotify.Replies;

namespace PolicyNotify.Cli.Replies;

/// <summary>Says what a reply is.</summary>
internal static class RepliesResolveCommand
{
    public static CliCommand Create(CliHost host)
    {
        var reply = new Argument<string>("REPLY") { Description = "The reply, as 'replies list --needs-review' names it." };
        var kind = new Option<string>("--as") { Description = "What the reply is. An objection is recorded and the person gets the acknowledgement; a withdrawal ends one.", HelpName = "objection|question|request|other|withdrawal", Required = true };
        kind.AcceptOnlyFromAmong("objection", "question", "request", "other", "withdrawal");
        var by = new Option<string>("--by") { Description = "The name of who decided; kept as evidence.", HelpName = "name", Required = true };
        var why = new Option<string>("--why") { Description = "Why; kept as evidence.", HelpName = "text", Required = true };
        var notice = new Option<string?>("--notice") { Description = "The notice it answers, where the reply itself does not tell: such as privacy-2.0.", HelpName = "notice" };
        var recipient = new Option<string?>("--recipient") { Description = "The id or address of the person it comes from, where the reply itself does not tell.", HelpName = "person" };
        return new CliCommand(
            host,
            "resolve",
            "Say what a reply is that waits for review. The same answer again changes nothing; later, and for a reply that does not wait, it can only become an objection, a request or a withdrawal.",
            "policy-notify replies resolve 1f0c4a9be27d5a80c3d9e114 --as objection --by \"Nora Daly\" --why \"Sent from her work address; she confirmed it by telephone.\"",
            "policy-notify replies resolve 1f0c4a9be27d5a80c3d9e114 --as objection --by \"Nora Daly\" --why \"A letter, scanned.\" --notice privacy-2.0 --recipient ada@example.com")
        {
            reply, kind, by, why, notice, recipient,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var id = ReplyNames.Read(invocation.Required(reply));
            var body = JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    @as = invocation.Value(kind),
                    by = invocation.Value(by),
                    why = invocation.Value(why),
                    notice = invocation.Value(notice),
                    recipient = invocation.Value(recipient),
                },
                PolicyNotifyJson.Compact);
            using var service = invocation.OpenService();
            var answer = await service.PostAsync($"api/replies/{id}/resolve", body, "application/json", cancellationToken);
            var view = service.Read<ReplyView>(answer);
            invocation.Answer.Give(answer, words => ReplyWords.Write(words, view));
            return ExitCode.Fine;
        });
    }
}
