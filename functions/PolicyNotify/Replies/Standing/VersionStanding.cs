using PolicyNotify.Changes;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Publishing;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Standing;

/// <summary>Where one person stands towards one version. All moments are UTC.</summary>
/// <param name="Document">The document.</param>
/// <param name="Version">The version.</param>
/// <param name="Significance">Whether people had to be told by mail.</param>
/// <param name="State">Where the version stands.</param>
/// <param name="EffectiveOn">The day it takes or took effect, in the policy's time zone.</param>
/// <param name="InForceSince">When it took effect; null before.</param>
/// <param name="Agreement">Where the person stands.</param>
/// <param name="Why">That in a sentence.</param>
/// <param name="ToldAt">When the mail system took the person's copy; null when it never did.</param>
/// <param name="Delivery">What is known of the copy; null when none was ever made.</param>
/// <param name="Outcome">What was heard of it afterwards.</param>
/// <param name="DeliveredAt">When the person's mail server took it, where that was reported.</param>
/// <param name="ReturnedAt">When it came back, where it did.</param>
/// <param name="ObjectionsCloseAt">The first moment at which an objection is too late; null while the version is held, and for whom there is no notice.</param>
/// <param name="ObjectedAt">When the counting mail of the person's objection was received; null when there is none.</param>
/// <param name="Objection">Whether the objection stands; null when there is none.</param>
/// <param name="AgreedAt">From when the person is deemed to agree; null when they are not.</param>
public sealed record VersionStanding(
    DocumentId Document,
    VersionNumber Version,
    Significance Significance,
    VersionState State,
    DateOnly EffectiveOn,
    DateTimeOffset? InForceSince,
    AgreementState Agreement,
    string Why,
    DateTimeOffset? ToldAt,
    DeliveryState? Delivery,
    DeliveryOutcome Outcome,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? ReturnedAt,
    DateTimeOffset? ObjectionsCloseAt,
    DateTimeOffset? ObjectedAt,
    ObjectionState? Objection,
    DateTimeOffset? AgreedAt)
{
    /// <summary>When the mail system took the person's last reminder of it; null when there was none. Nothing follows from it.</summary>
    public DateTimeOffset? RemindedAt { get; init; }
}
