using System.Globalization;
using PolicyNotify.Evidence;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>The audit entries about handing on.</summary>
internal static class WebhookEvents
{
    public static AuditEvent Settled(WebhookMessage message) => Event(message, message.State is WebhookState.Delivered ? "webhook.delivered" : "webhook.dead", Actor.System("webhooks"));

    public static AuditEvent Redelivered(WebhookMessage message, Actor actor) => Event(message, "webhook.redelivered", actor);

    private static AuditEvent Event(WebhookMessage message, string action, Actor actor) => new(
        string.Create(CultureInfo.InvariantCulture, $"{action}:{message.Endpoint}:{message.Id}:{message.Round}"),
        action,
        $"{message.Notice.Document}/{message.Notice.Version}",
        actor,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["event"] = message.Id,
            ["type"] = message.Type,
            ["endpoint"] = message.Endpoint,
            ["recipient"] = message.Recipient.Value,
            ["attempts"] = message.Attempts.ToString(CultureInfo.InvariantCulture),
            ["outcome"] = message.LastOutcome ?? "not tried",
        });
}
