using PolicyNotify.Changes;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>A document's head and versions, the head read first: a change committed on this head finds the versions as they are here.</summary>
internal sealed record DocumentSnapshot(HeadRow? Head, IReadOnlyList<PolicyVersion> Versions)
{
    public PolicyVersion? Latest => Head is null ? null : Versions.Single(version => version.Number == Head.Latest);

    public PolicyVersion? InForce => Head?.InForce is { } number ? Versions.Single(version => version.Number == number) : null;

    public IEnumerable<PolicyVersion> Pending => Versions.Where(version => version.IsPending);

    /// <summary>The version that another was compared with; null for the first.</summary>
    public PolicyVersion? Before(PolicyVersion version) => PolicyVersion.Before(version, Versions);

    /// <summary>The number of the version that follows the latest. A withdrawn version keeps its number for good.</summary>
    public VersionNumber NextNumber(Significance significance)
    {
        var number = Latest?.Number.Next(significance) ?? VersionNumber.First;
        while (Versions.Any(version => version.Number == number))
        {
            number = number.Next(significance);
        }

        return number;
    }
}
