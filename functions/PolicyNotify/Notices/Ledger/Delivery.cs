using Azure;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Ledger;

/// <summary>One person's copy of a notice: a line of the ledger.</summary>
/// <param name="Recipient">Whose.</param>
/// <param name="State">What is known of it.</param>
/// <param name="PlannedAt">When it was first taken up, in UTC.</param>
/// <param name="Attempts">How often it was handed to the mail system, or may have been.</param>
/// <param name="AttemptId">Who worked on it last.</param>
/// <param name="LeaseUntil">While it is being sent: until when nobody else may.</param>
/// <param name="NotBefore">When it may be tried again; null when nothing is to wait for.</param>
/// <param name="AcceptedAt">When the mail system took it, in UTC; null before.</param>
/// <param name="Transport">The mail system that was used last.</param>
/// <param name="ProviderId">The mail system's identifier of it.</param>
/// <param name="Detail">The mail system's last words, without addresses.</param>
/// <param name="Revision">Which edition of the mail it was.</param>
/// <param name="ETag">The row's tag.</param>
internal sealed record Delivery(
    RecipientId Recipient,
    DeliveryState State,
    DateTimeOffset PlannedAt,
    int Attempts,
    string? AttemptId,
    DateTimeOffset? LeaseUntil,
    DateTimeOffset? NotBefore,
    DateTimeOffset? AcceptedAt,
    string? Transport,
    string? ProviderId,
    string? Detail,
    int Revision,
    ETag? ETag)
{
    /// <summary>When the mail system answered that it refuses it for good, in UTC; null before, and where an event said so.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>What was reported of it after it was handed over.</summary>
    public DeliveryFate Fate { get; init; } = DeliveryFate.None;

    /// <summary>Whether it was an event that told what became of it, not the mail system's answer.</summary>
    public bool IsSettledByEvent { get; init; }

    /// <summary>Whether there is nothing left to do.</summary>
    public bool IsSettled => State is DeliveryState.Accepted or DeliveryState.Refused or DeliveryState.Suppressed;

    /// <summary>Whether it is to be attempted at a moment.</summary>
    public bool IsDue(DateTimeOffset now) => State switch
    {
        DeliveryState.Planned => true,
        DeliveryState.Sending => LeaseUntil is null || LeaseUntil <= now,
        DeliveryState.TryLater or DeliveryState.Unknown => NotBefore is null || NotBefore <= now,
        _ => false,
    };

    /// <summary>When an unsettled delivery is to be looked at again.</summary>
    public DateTimeOffset? NextLookAt => State switch
    {
        DeliveryState.Sending => LeaseUntil,
        DeliveryState.TryLater or DeliveryState.Unknown => NotBefore,
        _ => null,
    };
}
