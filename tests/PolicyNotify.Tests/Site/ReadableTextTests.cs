using PolicyNotify.Publishing;
using PolicyNotify.Site;

namespace PolicyNotify.Tests.Site;

public sealed class ReadableTextTests
{
    [Fact]
    public void Headings_stand_below_the_title_of_the_page_without_gaps()
    {
        var text = Read("# One\n\n### Deep\n\n# Two\n\n## Half\n\n#### Deeper\n");

        Assert.Equal(["h2:one", "h3:deep", "h2:two", "h3:half", "h4:deeper"], Headings(text.Html));
    }

    [Fact]
    public void A_first_heading_that_repeats_the_title_is_left_out()
    {
        var text = Read("# Privacy Policy\n\nWords.\n\n## Sharing\n\n## Keeping\n");

        Assert.Equal(["h2:sharing", "h2:keeping"], Headings(text.Html));
        Assert.Equal(["sharing", "keeping"], text.Contents.Select(line => line.Anchor));
    }

    [Theory]
    [InlineData("## 3.2 Where data is stored", "where-data-is-stored")]
    [InlineData("## 12. Where data is stored", "where-data-is-stored")]
    [InlineData("## Part 2: Where data is stored", "where-data-is-stored")]
    [InlineData("## Section IV – Where data is stored", "where-data-is-stored")]
    [InlineData("## (b) Where data is stored", "where-data-is-stored")]
    [InlineData("## Where *data* is `stored`?", "where-data-is-stored")]
    [InlineData("## A word to parents", "a-word-to-parents")]
    [InlineData("## I agree", "i-agree")]
    [InlineData("## Datenschutz für Ärzte", "datenschutz-für-ärzte")]
    [InlineData("## 7", "7")]
    [InlineData("## ???", "section")]
    public void Anchors_come_from_the_words_and_outlive_renumbering(string heading, string anchor) =>
        Assert.Equal(anchor, Assert.Single(Read(heading).Contents).Anchor);

    [Fact]
    public void The_same_words_twice_get_anchors_of_their_own() =>
        Assert.Equal(["scope", "scope-2", "scope-3"], Read("## 1. Scope\n\n## 2. Scope\n\n## 3. Scope\n").Contents.Select(line => line.Anchor));

    [Fact]
    public void Links_to_headings_in_the_way_of_GitHub_keep_working()
    {
        var text = Read("See [below](#21-where-data-is-stored) and [here](#where-data-is-stored).\n\n## 2.1 Where data is stored\n");

        Assert.Equal(2, text.Html.Split("<a href=\"#where-data-is-stored\">").Length - 1);
    }

    [Fact]
    public void Images_become_links_so_that_no_reader_is_seen_by_a_third_party()
    {
        var text = Read("![Our seal](https://tracker.example/pixel.png)");

        Assert.DoesNotContain("<img", text.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://tracker.example/pixel.png\">Our seal</a>", text.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_scroll_by_themselves_and_name_their_columns()
    {
        var text = Read("| Data | Kept for |\n| --- | --- |\n| Logs | 30 days |\n");

        Assert.Contains("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table: Data, Kept for\"><table>", text.Html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\">Data</th>", text.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[click](javascript:alert(1))")]
    [InlineData("[click](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("## <svg onload=alert(1)>")]
    [InlineData("| <iframe src=//evil.example> |\n| --- |\n| \"onmouseover=alert(1) |")]
    [InlineData("[a]: javascript:alert(1) \"onclick=alert(1)\"\n\n[a]")]
    [InlineData("## \" onfocus=alert(1) x=\"")]
    public void Nothing_in_a_text_can_run(string markdown)
    {
        using var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(Read(markdown).Html);

        Assert.Empty(page.QuerySelectorAll("script, img, svg, iframe, object, embed, style, form, meta, base"));
        foreach (var attribute in page.All.SelectMany(element => element.Attributes))
        {
            Assert.DoesNotMatch("^on", attribute.Name);
            Assert.DoesNotMatch("^\\s*(javascript|data|vbscript):", attribute.Value);
        }
    }

    [Theory]
    [InlineData('[')]
    [InlineData('>')]
    public void A_text_nested_beyond_any_sense_is_shown_as_it_was_written(char mark)
    {
        var markdown = new string(mark, 20_000) + " <script>alert(1)</script>";

        using var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(Read(markdown).Html);

        Assert.Equal(markdown, page.Body!.TextContent);
        Assert.Empty(page.QuerySelectorAll("script"));
    }

    private static ReadableText Read(string markdown) => ReadableText.Of(PolicyHtml.Render(markdown), "Privacy Policy");

    private static IEnumerable<string> Headings(string html)
    {
        using var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        return [.. page.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(heading => $"{heading.LocalName}:{heading.Id}")];
    }
}
