using System.CommandLine;
using PolicyNotify.Replies;

namespace PolicyNotify.Cli.Replies;

internal static class RepliesShowCommand
{
    public static Command Create(CliHost host)
    {
        var reply = new Argument<string>("REPLY") { Description = "The reply, as 'replies list' names it." };
        return new CliCommand(
            host,
            "show",
            "Show one reply: what the person wrote, whom and which notice it belongs to, what it was judged to be and why, and who resolved it.",
            "policy-notify replies show 1f0c4a9be27d5a80c3d9e114")
        {
            reply,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var id = ReplyNames.Read(invocation.Required(reply));
            using var service = invocation.OpenService();
            var answer = await service.GetAsync($"api/replies/{id}", cancellationToken);
            var view = service.Read<ReplyView>(answer);
            invocation.Answer.Give(answer, words => ReplyWords.Write(words, view));
            return ExitCode.Fine;
        });
    }
}
