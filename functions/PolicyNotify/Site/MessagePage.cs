namespace PolicyNotify.Site;

/// <summary>The pages for when there is nothing to show.</summary>
internal sealed class MessagePage(SiteShell shell, SitePaths paths)
{
    public SitePage NotFound() => Render(
        404, "There is nothing here", "The address may be mistyped, or it names a version that was never published. Everything that was published can be found from the list of policies.");

    public SitePage Failed() => Render(
        500, "This page cannot be shown at the moment", "Something went wrong on our side. Please try again in a few minutes; the policies themselves are safe.");

    private SitePage Render(int status, string heading, string text) => shell.Render(
        "message", new { Heading = heading, Text = text, paths.Home }, new PageFrame(heading, text) { IsHidden = true, Status = status });
}
