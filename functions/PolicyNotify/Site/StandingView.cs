using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>The notice that tells where the version on a page stands.</summary>
/// <param name="Tone">The style.</param>
/// <param name="Head">What it is, in one line.</param>
/// <param name="Text">What that means.</param>
/// <param name="Path">Where the version in force is; null when there is none.</param>
/// <param name="Link">The words of that link.</param>
internal sealed record StandingView(string Tone, string Head, string Text, string? Path, string Link)
{
    public static StandingView Of(VersionLine line, PolicyVersion version, SitePaths paths)
    {
        var day = VersionLine.DayOf(version)?.Text;
        var until = line.ReplacedOn(version)?.Text;
        var meanwhile = line.InForce is { } current ? $" Until then, version {current.Number} applies." : "";
        var (head, text) = version.State switch
        {
            VersionState.InForce => ("This is the version in force", $"It has applied since {day}."),
            VersionState.Scheduled => ("This version is not in force yet", $"It takes effect on {day}.{meanwhile}"),
            VersionState.Held => ("This version is not in force yet", $"It was due and has been postponed to a later day, which will be announced here.{meanwhile}"),
            VersionState.Withdrawn => ("This version was withdrawn", "It never took effect and never will."),
            _ => ("This is a past version", until is null ? $"It took effect on {day} and no longer applies." : $"It applied from {day} and was replaced on {until}."),
        };
        var link = version.State is VersionState.InForce ? "To the page that always shows the version in force" : "Read the version in force";
        return new(VersionWords.Tone(version), head, text, line.InForce is null ? null : paths.Document(version.Document), link);
    }
}
