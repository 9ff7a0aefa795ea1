using PolicyNotify.Changes;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>Turns versions into what notices on pages show.</summary>
internal sealed class VersionViews(SitePaths paths)
{
    public ComingView Coming(VersionLine line, PolicyVersion version, IReadOnlyList<ToldReason> reasons) => new(
        version.Number.ToString(),
        paths.Version(version),
        ChangesPath(line, version),
        VersionLine.DayOf(version),
        version.State is VersionState.Held,
        version.Significance is Significance.Significant,
        line.Before(version) is null ? "the first version" : $"a {VersionWords.Significance(version)} change",
        VersionWords.Tone(version),
        version.Summary,
        version.Language,
        reasons);

    /// <summary>The comparison of a version with the one before; null for the first.</summary>
    public string? ChangesPath(VersionLine line, PolicyVersion version) =>
        line.Before(version) is { } before ? paths.Changes(before, version) : null;
}
