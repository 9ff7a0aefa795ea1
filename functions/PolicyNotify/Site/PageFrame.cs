using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>What the frame around a page has to know of it.</summary>
/// <param name="Title">The page's title, without the company's name.</param>
/// <param name="Description">One sentence for search engines.</param>
internal sealed record PageFrame(string Title, string Description)
{
    /// <summary>The one public address of this content; null when it has none.</summary>
    public string? Canonical { get; init; }

    /// <summary>A version of the document that the page belongs to; null when it belongs to none.</summary>
    public PolicyVersion? Document { get; init; }

    /// <summary>The time zone of the days on the page; null when it shows none.</summary>
    public string? Zone { get; init; }

    public PagePlace Place { get; init; }

    /// <summary>Whether search engines are asked to leave the page out, so that people find the text in force first.</summary>
    public bool IsHidden { get; init; }

    public int Status { get; init; } = 200;
}
