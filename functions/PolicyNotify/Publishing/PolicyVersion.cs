using PolicyNotify.Changes;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>A published version of a document. The text behind <see cref="TextHash"/> never changes; the state does.</summary>
/// <param name="Document">Which document.</param>
/// <param name="Number">Its number.</param>
/// <param name="Title">The title as readers see it.</param>
/// <param name="Language">The text's BCP 47 language.</param>
/// <param name="TextHash">Names the stored text.</param>
/// <param name="Significance">What it was judged or declared to be. The first version of a document is minor: there was nothing to change.</param>
/// <param name="Override">Legal's judgement when it replaced the classifier's.</param>
/// <param name="Summary">What changed, in plain words: legal's, or null.</param>
/// <param name="PublishedAt">When it became durable, in UTC.</param>
/// <param name="PublishedBy">Who published it.</param>
/// <param name="EffectiveOn">The day it takes effect, in <paramref name="TimeZone"/>.</param>
/// <param name="TimeZone">The IANA time zone of every deadline of this version.</param>
/// <param name="EffectiveAt">The first moment of <paramref name="EffectiveOn"/>, in UTC.</param>
/// <param name="State">Where it stands.</param>
/// <param name="InForceSince">When it really took effect, in UTC; null before.</param>
/// <param name="HeldBecause">Why it is held; null when it is not, and in what everybody can read.</param>
public sealed record PolicyVersion(
    DocumentId Document,
    VersionNumber Number,
    string Title,
    string Language,
    TextHash TextHash,
    Significance Significance,
    SignificanceOverride? Override,
    string? Summary,
    DateTimeOffset PublishedAt,
    string PublishedBy,
    DateOnly EffectiveOn,
    string TimeZone,
    DateTimeOffset EffectiveAt,
    VersionState State,
    DateTimeOffset? InForceSince,
    string? HeldBecause)
{
    /// <summary>The version it was compared with when it was published; null for the first of a document.</summary>
    public VersionNumber? ComparedWith { get; init; }

    /// <summary>When legal took it back, in UTC; null when it did not.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Whether it is still to take effect, held or not.</summary>
    internal bool IsPending => State is VersionState.Scheduled or VersionState.Held;

    /// <summary>
    /// The version that another was compared with. Numbers alone do not tell: once a version is withdrawn, the next one goes back to the
    /// one before and may have a lower number.
    /// </summary>
    internal static PolicyVersion? Before(PolicyVersion version, IEnumerable<PolicyVersion> all) => version.ComparedWith is { } number
        ? all.FirstOrDefault(other => other.Number == number)
        : null;
}
