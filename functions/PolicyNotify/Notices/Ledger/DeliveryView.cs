using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Ledger;

/// <summary>One line of the delivery ledger as legal sees it: one person's copy of a notice. All moments are UTC. Holds no address.</summary>
/// <param name="Recipient">Whose copy.</param>
/// <param name="State">What is known of it.</param>
/// <param name="MessageId">The copy's Message-ID without angle brackets; every repeat carries the same.</param>
/// <param name="Edition">Which edition of the mail it was.</param>
/// <param name="PlannedAt">When it was first taken up.</param>
/// <param name="Attempts">How often it was handed to the mail system, or may have been.</param>
/// <param name="AcceptedAt">When the mail system took it: from then on the person counts as told. Null before.</param>
/// <param name="Transport">The mail system used last; null before the first attempt.</param>
/// <param name="ProviderId">The mail system's identifier of it, where it gives one.</param>
/// <param name="Detail">The mail system's last words, without addresses.</param>
public sealed record DeliveryView(
    RecipientId Recipient,
    DeliveryState State,
    string MessageId,
    int Edition,
    DateTimeOffset PlannedAt,
    int Attempts,
    DateTimeOffset? AcceptedAt,
    string? Transport,
    string? ProviderId,
    string? Detail);
