using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>The words in which pages speak of a version's standing.</summary>
internal static class VersionWords
{
    public static string State(PolicyVersion version) => version.State switch
    {
        VersionState.Scheduled => "Coming",
        VersionState.Held => "Coming on a later day",
        VersionState.InForce => "In force",
        VersionState.Withdrawn => "Withdrawn",
        _ => "Past",
    };

    public static string DayLabel(PolicyVersion version) => version.State switch
    {
        VersionState.InForce => "In force since",
        VersionState.Superseded => "In force from",
        VersionState.Withdrawn => "Was to take effect",
        _ => "Takes effect",
    };

    public static string Significance(PolicyVersion version) => version.Significance is Changes.Significance.Significant ? "significant" : "minor";

    /// <summary>The heading over the reasons. Where legal judged otherwise than the comparison did, its findings are what changes, but not why.</summary>
    public static string ReasonsHead(PolicyVersion version) =>
        version.Override is null ? $"Why this is a {Significance(version)} change" : "What changes";

    /// <summary>The name of the style in which it is shown.</summary>
    public static string Tone(PolicyVersion version) => version.State switch
    {
        VersionState.Scheduled or VersionState.Held => version.Significance is Changes.Significance.Significant ? "significant" : "minor",
        VersionState.InForce => "in-force",
        _ => "past",
    };
}
