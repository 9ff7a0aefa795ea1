using PolicyNotify.Notices;
using PolicyNotify.Recipients;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>One event for one endpoint. All moments are UTC.</summary>
/// <param name="Id">The event, the same at every endpoint.</param>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Configured">Whether the endpoint is still configured; an event of one that is not stays where it is.</param>
/// <param name="Type">What it tells.</param>
/// <param name="Notice">The notice objected to.</param>
/// <param name="Recipient">Who objects.</param>
/// <param name="At">When the thing happened.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">Attempts since it was last made due by a person, or at all.</param>
/// <param name="NextAttemptAt">When it is tried next; null when it is not.</param>
/// <param name="LastAttemptAt">When it was tried last; null when never.</param>
/// <param name="LastOutcome">What came of that.</param>
/// <param name="DeliveredAt">When the endpoint took it; null when it did not.</param>
public sealed record WebhookView(
    string Id,
    string Endpoint,
    bool Configured,
    string Type,
    NoticeId Notice,
    RecipientId Recipient,
    DateTimeOffset At,
    WebhookState State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? LastAttemptAt,
    string? LastOutcome,
    DateTimeOffset? DeliveredAt);
