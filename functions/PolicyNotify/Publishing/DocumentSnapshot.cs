using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>A document's head and versions, the head read first: a change committed on this head finds the versions as they are here.</summary>
internal sealed record DocumentSnapshot(HeadRow? Head, IReadOnlyList<PolicyVersion> Versions)
{
    public PolicyVersion? Latest => Head is null ? null : Versions.Single(version => version.Number == Head.Latest);

    public PolicyVersion? InForce => Head?.InForce is { } number ? Versions.Single(version => version.Number == number) : null;

    public IEnumerable<PolicyVersion> Pending => Versions.Where(version => version.State is VersionState.Scheduled or VersionState.Held);

    /// <summary>The version published just before another; null for the first.</summary>
    public PolicyVersion? Before(VersionNumber number) => Versions.LastOrDefault(version => version.Number.CompareTo(number) < 0);
}
