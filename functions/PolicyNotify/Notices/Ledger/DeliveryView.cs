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
    string? Detail)
{
    /// <summary>Whether it was a report of the mail system that settled it, after its own answer had not.</summary>
    public bool SettledByReport { get; init; }

    /// <summary>What was heard of the copy after it was taken; none for copies that were not, and for mail systems that report nothing.</summary>
    public DeliveryOutcome Outcome { get; init; }

    /// <summary>When the person's mail server took it.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When it came back.</summary>
    public DateTimeOffset? BouncedAt { get; init; }

    /// <summary>Whether it came back for good; null when it did not come back.</summary>
    public bool? BouncedForGood { get; init; }

    /// <summary>The code with which it came back, such as <c>5.1.1</c>.</summary>
    public string? BounceCode { get; init; }

    /// <summary>The words with which it came back, without addresses.</summary>
    public string? BounceReason { get; init; }

    /// <summary>When the person called it unwanted.</summary>
    public DateTimeOffset? ComplainedAt { get; init; }

    /// <summary>When the mail system threw it away.</summary>
    public DateTimeOffset? DroppedAt { get; init; }

    /// <summary>Why the mail system threw it away.</summary>
    public string? DropReason { get; init; }
}
