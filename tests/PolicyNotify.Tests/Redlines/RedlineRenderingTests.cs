using PolicyNotify.Changes.Redlines;

namespace PolicyNotify.Tests.Redlines;

public sealed class RedlineRenderingTests
{
    private const string Old =
        """
        # Privacy

        ## Keeping

        We keep logs for 30 days.

        Backups are written every night.

        ## Sharing

        We share your delivery address with the courier.

        We never sell your data.

        ## Contact

        Write to us.
        """;

    private const string New =
        """
        # Privacy

        ## Keeping

        We keep logs for 14 days.

        Backups are written every night.

        ## Sharing

        We share your delivery address with the courier.

        You may object <b>at any time</b> & leave (1).

        ## Contact

        Write to us.
        """;

    [Fact]
    public void The_terminal_text_shows_words_sections_and_folded_parts() =>
        Assert.Equal(
            """
            == Privacy › Keeping ==
            ~ Changed: We keep logs for [-30-] {+14+} days.
              ... 1 unchanged paragraph

            == Privacy › Sharing ==
              ... 1 unchanged paragraph
            - Removed: [-We never sell your data.-]
            + Added: {+You may object at any time & leave (1).+}


            """,
            Redlines.Of(Old, New).ToText(colour: false));

    [Fact]
    public void Colours_only_add_to_the_marks()
    {
        var coloured = Redlines.Of(Old, New).ToText(colour: true);

        Assert.Contains("\u001b[31;9m[-30-]\u001b[0m \u001b[32m{+14+}\u001b[0m", coloured, StringComparison.Ordinal);
        Assert.Equal(Redlines.Of(Old, New).ToText(colour: false), System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9;]*m", ""));
    }

    [Fact]
    public void The_markdown_strikes_what_is_gone_and_makes_bold_what_is_new() =>
        Assert.Equal(
            """
            ### Privacy › Keeping

            *Changed:* We keep logs for ~~30~~ **14** days.

            *… 1 unchanged paragraph*

            ### Privacy › Sharing

            *… 1 unchanged paragraph*

            *Removed:* ~~We never sell your data.~~

            *Added:* **You may object at any time \& leave \(1\).**


            """,
            Redlines.Of(Old, New).ToMarkdown());

    [Fact]
    public void The_html_says_in_words_what_is_deleted_and_inserted()
    {
        var html = Redlines.Of(Old, New).ToHtml();

        Assert.Contains(
            "<span class=\"redline-label\">Changed:</span> We keep logs for "
            + "<del class=\"redline-del\"><span class=\"redline-hint\">[deleted: </span>30<span class=\"redline-hint\">]</span></del> "
            + "<ins class=\"redline-ins\"><span class=\"redline-hint\">[inserted: </span>14<span class=\"redline-hint\">]</span></ins> days.</p>",
            html,
            StringComparison.Ordinal);
        Assert.Contains("<section class=\"redline-section\" aria-label=\"Privacy › Keeping\">", html, StringComparison.Ordinal);
        Assert.Contains("<details class=\"redline-folded\"><summary>1 unchanged paragraph</summary>", html, StringComparison.Ordinal);
        Assert.Contains("<details class=\"redline-folded\"><summary>1 unchanged section</summary>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_html_keeps_the_numbers_by_which_headings_and_paragraphs_are_cited()
    {
        var html = Redlines.Of("## 1.2 Keeping\n\n(a) We keep logs for 30 days.\n", "## 1.2 Keeping\n\n(a) We keep logs for 14 days.\n\n## Part 2: **Sharing**\n\nWe share nothing.\n").ToHtml();

        Assert.Contains(">1.2 Keeping</h3>", html, StringComparison.Ordinal);
        Assert.Contains("Changed:</span> (a) We keep logs for ", html, StringComparison.Ordinal);
        Assert.Contains("</span>Part 2:<span class=\"redline-hint\">]</span></ins> <ins", html, StringComparison.Ordinal);
        Assert.DoesNotContain("**", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_html_says_at_the_old_place_where_a_paragraph_went()
    {
        var html = Redlines.Of(
            "# A\n\nOne sentence that stays here.\n\nAnother sentence that will <b>move</b> & stay whole.\n\nThis one stays as well.\n\n# B\n\nThe last sentence of all.\n",
            "# A\n\nOne sentence that stays here.\n\nThis one stays as well.\n\n# B\n\nThe last sentence of all.\n\nAnother sentence that will <b>move</b> & stay whole.\n").ToHtml();

        Assert.Contains(
            "<details class=\"redline-folded redline-moved-away\"><summary>1 paragraph moved away, now under “B”</summary>\n"
            + "<p class=\"redline-item\">Another sentence that will move &amp; stay whole.</p>\n</details>\n",
            html,
            StringComparison.Ordinal);
        Assert.InRange(html.IndexOf("moved away", StringComparison.Ordinal), html.IndexOf("stays here", StringComparison.Ordinal), html.IndexOf("stays as well", StringComparison.Ordinal));
        Assert.Equal(2, html.Split("Another sentence").Length - 1);
    }

    [Fact]
    public void Nothing_of_the_texts_becomes_markup()
    {
        const string hostile = "```\n<img src=x onerror=alert(1)> \"&amp; <b>\n```\n\n# <a href=\"javascript:x\">\"x\" onclick=1</a>\n\nevil\n";

        var html = Redlines.Of("a\n", hostile).ToHtml();

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt; &quot;&amp;amp; &lt;b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"&quot;x&quot; onclick=1\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_that_steer_a_terminal_or_turn_the_text_around_are_shown_as_replaced()
    {
        var redline = Redlines.Of("We keep it.", "We \u001b[2J keep \u202Eit.");

        Assert.DoesNotContain('\u001b', redline.ToText(colour: false));
        Assert.DoesNotContain('\u202E', redline.ToHtml());
    }

    [Fact]
    public void Moved_text_is_shown_as_moved_with_where_it_came_from()
    {
        var redline = Redlines.Of(
            "# A\n\nOne sentence that stays here.\n\nAnother sentence that will move.\n\n# B\n\nThe last sentence of all.\n",
            "# A\n\nOne sentence that stays here.\n\n# B\n\nThe last sentence of all.\n\nAnother sentence that will move.\n");

        Assert.Contains("> Moved, from “A”: Another sentence that will move.", redline.ToText(colour: false), StringComparison.Ordinal);
        Assert.Contains("*Moved, from “A”:* Another sentence that will move.", redline.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("redline-moved\"><span class=\"redline-label\">Moved, from “A”:</span>", redline.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_cells_of_a_row_stay_apart_in_every_rendering()
    {
        var redline = Redlines.Of("| Name | Use |\n|---|---|\n| Your address | Delivery |\n", "| Name | Use |\n|---|---|\n| Your address | Delivery and returns |\n");

        Assert.Contains("Your address | Delivery {+and returns+}", redline.ToText(colour: false), StringComparison.Ordinal);
        Assert.Contains("Your address | Delivery", redline.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_change_of_wording_every_rendering_says_so()
    {
        var redline = Redlines.Of("We *keep* it.", "We keep\nit.");

        Assert.Equal("Nothing in the wording changed.\n", redline.ToText(colour: false));
        Assert.Equal("Nothing in the wording changed.\n", redline.ToMarkdown());
        Assert.Contains("<p class=\"redline-none\">Nothing in the wording changed.</p>", redline.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_class_that_carries_meaning_has_a_rule_in_the_stylesheet() =>
        Assert.All(
            ["redline-del", "redline-ins", "redline-hint", "redline-added", "redline-removed", "redline-moved", "redline-reworded", "redline-folded"],
            name => Assert.Contains($".{name} ", RedlineStyle.Css, StringComparison.Ordinal));
}
