using System.CommandLine;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Replies.HandingOn;

namespace PolicyNotify.Cli.Replies;

internal static class WebhookCommands
{
    public static Command Create(CliHost host) => new CliCommand(host, "webhooks", "What the product's account system was told about objections.")
    {
        WebhooksListCommand.Create(host),
        WebhooksRedeliverCommand.Create(host),
    };

    public static void Write(Answer words, IReadOnlyList<WebhookView> webhooks) =>
        words.Table(["event", "endpoint", "tells", "notice", "recipient", "state", "attempts", "next attempt", "last outcome"], [.. webhooks.Select(Row)]);

    private static IReadOnlyList<string> Row(WebhookView webhook) =>
    [
        webhook.Id,
        webhook.Configured ? webhook.Endpoint : $"{webhook.Endpoint} (no longer configured)",
        webhook.Type[(webhook.Type.LastIndexOf('.') + 1)..],
        webhook.Notice.ToString(),
        webhook.Recipient.ToString(),
        Words.Of(webhook.State),
        Words.Of(webhook.Attempts),
        Words.Of(webhook.NextAttemptAt),
        webhook.LastOutcome ?? "",
    ];
}
