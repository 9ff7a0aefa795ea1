using System.CommandLine;
using System.Text.Json;
using PolicyNotify.Json;
using PolicyNotify.Replies.HandingOn;

namespace PolicyNotify.Cli.Replies;

internal static class WebhooksRedeliverCommand
{
    public static Command Create(CliHost host)
    {
        var id = new Argument<string?>("EVENT") { Description = "The event, as 'webhooks list' names it.", Arity = ArgumentArity.ZeroOrOne };
        var dead = new Option<bool>("--dead") { Description = "Everything that was given up." };
        var endpoint = new Option<string?>("--endpoint") { Description = "Only at this endpoint.", HelpName = "name" };
        return new CliCommand(
            host,
            "redeliver",
            "Have events delivered again, under the same identifiers: one, whatever became of it, or all that were given up.",
            "policy-notify webhooks redeliver msg_5f2c8a30b1d94e7c6a0f3b9d2e8c4a17",
            "policy-notify webhooks redeliver --dead --endpoint accounts")
        {
            id, dead, endpoint,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(
                new { @event = invocation.Value(id), dead = invocation.Value(dead) ? true : (bool?)null, endpoint = invocation.Value(endpoint) }, PolicyNotifyJson.Compact);
            using var service = invocation.OpenService();
            var answer = await service.PostAsync("api/webhooks/redeliver", body, "application/json", cancellationToken);
            var webhooks = service.Read<IReadOnlyList<WebhookView>>(answer);
            invocation.Answer.Give(answer, words =>
            {
                if (webhooks.Count == 0)
                    words.Line("There was nothing to deliver again.");
                else
                    WebhookCommands.Write(words, webhooks);
            });
            return ExitCode.Fine;
        });
    }
}
