using PolicyNotify.Publishing;

namespace PolicyNotify.Tests.Publishing;

public sealed class PolicyHtmlTests
{
    [Fact]
    public void Headings_have_anchors_made_of_their_words_and_stand_in_the_contents()
    {
        var page = PolicyHtml.Render("# Privacy\n\n## What we *collect* & why\n\nText.\n\n## Änderungen\n\n### Deep\n");

        Assert.Equal(
            [new(1, "Privacy", "privacy"), new(2, "What we collect & why", "what-we-collect-why"), new(2, "Änderungen", "änderungen"), new ContentsEntry(3, "Deep", "deep")],
            page.Contents);
        Assert.Contains("<h2 id=\"what-we-collect-why\">", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_anchor_does_not_change_when_another_section_is_added_before_it()
    {
        var before = PolicyHtml.Render("## Rights\n\nText.\n").Contents[0].Anchor;
        var after = PolicyHtml.Render("## New\n\nText.\n\n## Rights\n\nText.\n").Contents[1].Anchor;

        Assert.Equal(before, after);
    }

    [Fact]
    public void The_same_heading_twice_has_two_anchors()
    {
        var page = PolicyHtml.Render("## Rights\n\n## Rights\n");

        Assert.Equal(2, page.Contents.Select(entry => entry.Anchor).Distinct().Count());
    }

    [Fact]
    public void Tables_and_lists_survive()
    {
        var page = PolicyHtml.Render("| a | b |\n| --- | --- |\n| 1 | 2 |\n\n- one\n- two\n\n3. three\n");

        Assert.Contains("<td>1</td>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<li>one</li>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<ol start=\"3\">", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("<a href='vbscript:x'>a</a>")]
    [InlineData("![a](javascript:alert(1))")]
    [InlineData("[a](https://example.com/ \"x\\\" onmouseover=alert(1)\")")]
    [InlineData("<div style='position:fixed'>x</div>")]
    public void Nothing_that_a_browser_would_run_gets_through(string hostile)
    {
        var html = PolicyHtml.Render($"Text {hostile} text.\n\n{hostile}\n").Html;

        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        Assert.Empty(page.QuerySelectorAll("script, style, iframe, object, embed"));
        Assert.DoesNotContain(
            page.All.SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)
                || attribute.Name == "style"
                || attribute.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
                || attribute.Value.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
                || attribute.Value.StartsWith("vbscript:", StringComparison.OrdinalIgnoreCase));
    }
}
