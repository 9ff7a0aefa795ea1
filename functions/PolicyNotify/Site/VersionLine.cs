using PolicyNotify.Changes.Documents;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>The versions of one document in order, and what pages ask about them.</summary>
internal sealed class VersionLine(IReadOnlyList<PolicyVersion> versions)
{
    public IReadOnlyList<PolicyVersion> All => versions;

    public PolicyVersion? InForce { get; } = versions.LastOrDefault(version => version.State is VersionState.InForce);

    /// <summary>Those that are to take effect, in order, the postponed ones included.</summary>
    public IReadOnlyList<PolicyVersion> Coming { get; } =
        [.. versions.Where(version => version.IsPending)];

    /// <summary>What a reader of the document's page is shown: the version in force, or the first one that is to come.</summary>
    public PolicyVersion Shown => InForce ?? versions[0];

    public PolicyVersion? Find(VersionNumber number) => versions.FirstOrDefault(version => version.Number == number);

    /// <summary>The version it was compared with when it was published; null for the first.</summary>
    public PolicyVersion? Before(PolicyVersion version) => PolicyVersion.Before(version, versions);

    /// <summary>The day on which it took effect, or is to; null while that is open.</summary>
    public static SiteDay? DayOf(PolicyVersion version) => version switch
    {
        { InForceSince: { } since } => SiteDay.Of(since, version.TimeZone),
        { State: VersionState.Held } => null,
        _ => SiteDay.Of(version.EffectiveOn),
    };

    /// <summary>The day on which a past version was replaced; null for others.</summary>
    public SiteDay? ReplacedOn(PolicyVersion version) => versions
        .Where(other => version.State is VersionState.Superseded && other.Number.CompareTo(version.Number) > 0 && other.InForceSince is not null)
        .Select(other => SiteDay.Of(other.InForceSince!.Value, other.TimeZone))
        .FirstOrDefault();
}
