using System.CommandLine;
using PolicyNotify.Replies.HandingOn;

namespace PolicyNotify.Cli.Replies;

internal static class WebhooksListCommand
{
    public static Command Create(CliHost host)
    {
        var state = new Option<string?>("--state") { Description = "Only those in one state.", HelpName = "pending|delivered|dead" };
        state.AcceptOnlyFromAmong("pending", "delivered", "dead");
        return new CliCommand(
            host,
            "list",
            "List the events for the product's account system: what was delivered, what is tried again, what was given up.",
            "policy-notify webhooks list",
            "policy-notify webhooks list --state dead")
        {
            state,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            using var service = invocation.OpenService();
            var answer = await service.GetAsync($"api/webhooks{(invocation.Value(state) is { } wanted ? $"?state={wanted}" : "")}", cancellationToken);
            var webhooks = service.Read<IReadOnlyList<WebhookView>>(answer);
            invocation.Answer.Give(answer, words =>
            {
                if (webhooks.Count == 0)
                    words.Line("There are none.");
                else
                    WebhookCommands.Write(words, webhooks);
            });
            return ExitCode.Fine;
        });
    }
}
