using PolicyNotify.Notices.Ledger;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Standing;

/// <summary>What is on record about one person and one version.</summary>
/// <param name="Version">The version.</param>
/// <param name="TellBy">The first moment that was too late to tell anybody; null while no notice is planned.</param>
/// <param name="Recipient">The person; null when no longer known.</param>
/// <param name="Delivery">Their copy; null when none was ever made.</param>
/// <param name="Window">Their time to object, seen from now; null without a notice.</param>
/// <param name="Objection">Their objection; null when there is none.</param>
/// <param name="Now">The present moment.</param>
internal sealed record StandingFacts(
    PolicyVersion Version, DateTimeOffset? TellBy, Recipient? Recipient, Delivery? Delivery, ReplyWindow? Window, ObjectionRecord? Objection, DateTimeOffset Now)
{
    /// <summary>When the person was last reminded; null when they were not.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    public bool IsInForce => Version.State is VersionState.InForce or VersionState.Superseded;

    /// <summary>Told, and nothing says that the copy never arrived.</summary>
    public bool IsTold => Delivery is { State: DeliveryState.Accepted, AcceptedAt: not null, Fate: { IsDead: false, IsLost: false } };

    public bool HasObjection => Objection is { State: ObjectionState.Recorded };
}
