using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>What changed between two versions, made for reading.</summary>
internal sealed class ChangesPage(PublishedTexts texts, VersionReasons reasons, SiteShell shell, SitePaths paths, PublicLinks links)
{
    public async Task<SitePage> RenderAsync(VersionLine line, PolicyVersion from, PolicyVersion to, CancellationToken cancellationToken)
    {
        // Summary and reasons were written for the step from one version to the next; they say nothing true of a longer way.
        var isOneStep = line.Before(to) == from;
        IReadOnlyList<ToldReason> why = isOneStep ? await reasons.ReadAsync(to, cancellationToken) : [];
        var view = new
        {
            to.Title,
            to.Language,
            From = View(from),
            To = View(to),
            Summary = isOneStep ? to.Summary : null,
            ReasonsHead = VersionWords.ReasonsHead(to),
            Reasons = why,
            Html = await texts.RedlineAsync(from, to, cancellationToken),
            HistoryPath = paths.History(to.Document),
        };
        var frame = new PageFrame(
            $"{to.Title}: what changed from {from.Number} to {to.Number}",
            $"The {to.Title} of {paths.Company}: version {to.Number} compared with version {from.Number}.")
        {
            Canonical = links.Redline(to.Document, from.Number, to.Number),
            Document = line.Shown,
            Zone = to.TimeZone,
            IsHidden = true,
        };
        return shell.Render("changes", view, frame);
    }

    private object View(PolicyVersion version) => new
    {
        Number = version.Number.ToString(),
        Path = paths.Version(version),
        Label = VersionWords.DayLabel(version),
        Day = VersionLine.DayOf(version),
    };
}
