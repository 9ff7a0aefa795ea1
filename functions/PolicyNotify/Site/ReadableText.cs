using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>A policy text made ready for its page: headings below the page's own, links to every section, tables that scroll by themselves.</summary>
/// <param name="Html">The fragment.</param>
/// <param name="Contents">Its table of contents.</param>
internal sealed record ReadableText(string Html, IReadOnlyList<ContentsLine> Contents)
{
    private const string Headings = "h1, h2, h3, h4, h5, h6";

    /// <summary>Prepares a rendered text.</summary>
    /// <param name="policy">The text; already safe, and nothing added here takes words of it into markup unencoded.</param>
    /// <param name="title">The page's title; a first heading that only repeats it is left out.</param>
    public static ReadableText Of(PolicyHtml policy, string title)
    {
        using var page = new HtmlParser().ParseDocument($"<!doctype html><body>{policy.Html}");
        var body = page.Body!;
        var contents = policy.Contents;
        if (body.FirstElementChild is { LocalName: "h1" } first && IsSameTitle(first.TextContent, title))
        {
            contents = [.. contents.Where(entry => entry.Anchor != first.Id)];
            first.Remove();
        }

        LowerHeadings(page);
        LinkSections(page);
        FrameTables(page);
        ReplaceImages(page);
        return new(body.InnerHtml, ContentsLine.Tree(contents));
    }

    private static bool IsSameTitle(string heading, string title) => string.Equals(heading.Trim(), title.Trim(), StringComparison.OrdinalIgnoreCase);

    // The page's title is the only h1, and no level is left out on the way down, whatever the text's own habit.
    private static void LowerHeadings(IDocument page)
    {
        var open = new Stack<int>();
        foreach (var heading in page.QuerySelectorAll(Headings))
        {
            var level = heading.LocalName[1] - '0';
            while (open.Count > 0 && open.Peek() >= level)
            {
                open.Pop();
            }

            open.Push(level);
            var lowered = page.CreateElement($"h{Math.Min(open.Count + 1, 6)}");
            if (heading.Id is { } id)
            {
                lowered.Id = id;
            }

            lowered.Append([.. heading.ChildNodes]);
            heading.Replace(lowered);
        }
    }

    private static void LinkSections(IDocument page)
    {
        foreach (var heading in page.QuerySelectorAll(Headings).Where(heading => heading.Id is { Length: > 0 }))
        {
            var link = page.CreateElement("a");
            link.ClassName = "section-link";
            link.SetAttribute("href", $"#{heading.Id}");
            link.SetAttribute("aria-label", $"Link to the section “{heading.TextContent.Trim()}”");
            link.TextContent = "#";
            heading.Append(link);
        }
    }

    private static void FrameTables(IDocument page)
    {
        foreach (var table in page.QuerySelectorAll("table"))
        {
            var frame = page.CreateElement("div");
            frame.ClassName = "scroll";
            frame.SetAttribute("role", "region");
            frame.SetAttribute("tabindex", "0");
            frame.SetAttribute("aria-label", $"Table: {string.Join(", ", table.QuerySelectorAll("th").Select(cell => cell.TextContent.Trim()))}");
            table.Replace(frame);
            frame.Append(table);
            foreach (var cell in table.QuerySelectorAll("th"))
            {
                cell.SetAttribute("scope", "col");
            }
        }
    }

    // A page of ours fetches nothing from elsewhere: whoever reads a privacy policy is not to be seen by a third party.
    private static void ReplaceImages(IDocument page)
    {
        foreach (var image in page.QuerySelectorAll("img"))
        {
            var words = image.GetAttribute("alt") is { Length: > 0 } alt ? alt : "Image";
            var replacement = image.GetAttribute("src") is { Length: > 0 } source && image.Closest("a") is null
                ? page.CreateElement("a")
                : page.CreateElement("span");
            if (replacement.LocalName == "a")
            {
                replacement.SetAttribute("href", image.GetAttribute("src"));
            }

            replacement.TextContent = words;
            image.Replace(replacement);
        }
    }
}
