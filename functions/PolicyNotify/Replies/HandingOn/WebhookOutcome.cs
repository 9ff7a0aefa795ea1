namespace PolicyNotify.Replies.HandingOn;

/// <summary>What came of one attempt.</summary>
/// <param name="IsDelivered">Whether the endpoint took the event.</param>
/// <param name="IsFinal">Whether another attempt is pointless.</param>
/// <param name="Detail">In words, without anything that the endpoint sent but its status.</param>
/// <param name="RetryAfter">How long the endpoint asked to be left alone.</param>
internal sealed record WebhookOutcome(bool IsDelivered, bool IsFinal, string Detail, TimeSpan? RetryAfter)
{
    public static WebhookOutcome Failed(string detail) => new(false, false, detail, null);
}
