using Azure;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>One event for one endpoint, in the outbox. Holds no address: what the product needs to find the person is added when it is sent.</summary>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Id">The event's identifier, the same for every endpoint and every attempt.</param>
/// <param name="Type">What it tells.</param>
/// <param name="Notice">The notice objected to.</param>
/// <param name="Recipient">Who objects.</param>
/// <param name="At">When the thing happened, in UTC.</param>
/// <param name="Data">What it says, as JSON.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">Attempts since it was last made due by a person, or at all.</param>
/// <param name="Round">How often a person had it delivered again.</param>
/// <param name="DueAt">When it is tried next; while it is under way, when it counts as broken off.</param>
/// <param name="LastAttemptAt">When it was tried last.</param>
/// <param name="LastOutcome">What came of that.</param>
/// <param name="DeliveredAt">When the endpoint took it.</param>
/// <param name="ETag">The row's tag; null before it is stored.</param>
internal sealed record WebhookMessage(
    string Endpoint,
    string Id,
    string Type,
    NoticeId Notice,
    RecipientId Recipient,
    DateTimeOffset At,
    string Data,
    WebhookState State,
    int Attempts,
    int Round,
    DateTimeOffset DueAt,
    DateTimeOffset? LastAttemptAt,
    string? LastOutcome,
    DateTimeOffset? DeliveredAt,
    ETag? ETag);
