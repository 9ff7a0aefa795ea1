using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Tests.Documents;

public sealed class ClauseFormTests
{
    [Theory]
    [InlineData("We *may* share **your data** with _them_.", "We may share your data with them.")]
    [InlineData("See the [list](https://example.com/a \"Title\") here.", "See the list here.")]
    [InlineData("See the [list][1] and [that](<a b>).", "See the list and that.")]
    [InlineData("See the list[^1].", "See the list.")]
    [InlineData("Write to <privacy@example.com>.", "Write to privacy@example.com.")]
    [InlineData("See <https://example.com/a>.", "See https://example.com/a.")]
    [InlineData("We use `cookies` and tags.", "We use cookies and tags.")]
    [InlineData("We do ~~not~~ sell ~5 ~ 6 of it.", "We do sell 5 ~ 6 of it.")]
    [InlineData("We do <del>not</DEL> sell <s class=\"a\">any of</s> it, <strike>ever</strike>.", "We do sell it, .")]
    [InlineData("We do ~~not sell it.", "We do not sell it.")]
    [InlineData("We do <del>not sell it.", "We do not sell it.")]
    [InlineData("Ask {{ site.mail | default: \"us\" }}{{ a if b else c }}{% for x in list %}.{# id #}", "Ask .")]
    [InlineData("We sell nothing. {{ We sell it all. }}", "We sell nothing. {{ We sell it all. }}")]
    [InlineData("We sell nothing. {% \"We sell it all.\" %}", "We sell nothing. {% \"We sell it all.\" %}")]
    [InlineData("We sell nothing. {# We sell it all. #}", "We sell nothing. {# We sell it all. #}")]
    [InlineData("We keep it\nfor 30\n   days.", "We keep it for 30 days.")]
    [InlineData("We keep it  \nfor \\\n30 days.", "We keep it for 30 days.")]
    [InlineData("5 \\* 3 and 2 * 3", "5 * 3 and 2 * 3")]
    [InlineData("the user\\_name and user_name", "the user_name and user_name")]
    [InlineData("“We” and ‘you’ and the users’ data, the person’s data", "\"We\" and \"you\" and the users' data, the person's data")]
    [InlineData("We — and only we -- keep it–safe.", "We – and only we – keep it–safe.")]
    [InlineData("an opt‑out within 10–20 days…", "an opt-out within 10-20 days...")]
    [InlineData("A&nbsp;B &amp; C &#8220;D&#8221; caf&eacute;s", "A B & C \"D\" cafés")]
    [InlineData("AT&T and R&D; A & B", "AT&T and R&D; A & B")]
    [InlineData("We <strong>may</strong> share<br>it <!-- not yet --> now.", "We may share it now.")]
    [InlineData("a < b and c > d", "a < b and c > d")]
    [InlineData("{% if eu %}You may object.{% endif %}{{ site.mail }}", "You may object.")]
    [InlineData("You may object.{:target=\"_blank\"}", "You may object.")]
    [InlineData("{ \"a\": 1 }", "{ \"a\": 1 }")]
    [InlineData("per\u00ADsonal da\u200Bta\u00A0here", "personal data here")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("We process 1,000.50 € of $5 for example.com.", "We process 1,000.50 € of $5 for example.com.")]
    [InlineData("an image ![of a map](map.png) here", "an image of a map here")]
    [InlineData("a [link with (parentheses)](http://e.com/(x)) end", "a link with (parentheses) end")]
    [InlineData("unclosed [link](http://e.com and more", "unclosed link(http://e.com and more")]
    public void Markup_and_typography_leave_no_trace_in_the_meaning(string source, string meaning) =>
        Assert.Equal(meaning, Assert.Single(Policies.Read(source).Clauses).Meaning);

    [Theory]
    [InlineData("## 1. Who we are", "Who we are", "1")]
    [InlineData("## 2.1 Who we are ##", "Who we are", "2.1")]
    [InlineData("### **3)** Who we are {#who}", "Who we are", "3")]
    [InlineData("# Section 4: Who we are", "Who we are", "Section 4")]
    [InlineData("Who we are\n===", "Who we are", null)]
    [InlineData("# 30 days notice", "30 days notice", null)]
    [InlineData("(a) your name", "your name", "(a")]
    [InlineData("iv. your name", "your name", "iv")]
    [InlineData("2.1.3 We share it.", "We share it.", "2.1.3")]
    [InlineData("• your name", "your name", null)]
    [InlineData("30 days after that we delete it.", "30 days after that we delete it.", null)]
    [InlineData("1.5 million people", "1.5 million people", null)]
    [InlineData("A cookie is a file.", "A cookie is a file.", null)]
    [InlineData("I. agree", "agree", "I")]
    [InlineData("- [ ] your name", "your name", null)]
    public void Numbering_in_front_is_set_aside(string source, string meaning, string? number)
    {
        var clause = Assert.Single(Policies.Read(source).Clauses);

        Assert.Equal((meaning, number), (clause.Meaning, clause.Number));
    }

    [Fact]
    public void Every_kind_of_block_becomes_clauses_with_exact_places()
    {
        var document = Policies.Read(
            """
            # Privacy

            Intro.

            - one
            - two

              more of two
              1. inner

            > quoted
            > text

            | Name | Use |
            |------|-----|
            | mail | log in |

            ```text
            code *here*
            ```

            <div>
            <p>Some <b>HTML</b></p>
            </div>

                indented
            """);

        Assert.Equal(
            [
                (ClauseKind.Heading, "Privacy", 1),
                (ClauseKind.Paragraph, "Intro.", 3),
                (ClauseKind.ListItem, "one", 5),
                (ClauseKind.ListItem, "two", 6),
                (ClauseKind.ListItem, "more of two", 8),
                (ClauseKind.ListItem, "inner", 9),
                (ClauseKind.Quote, "quoted text", 11),
                (ClauseKind.TableRow, "Name Use", 14),
                (ClauseKind.TableRow, "mail log in", 16),
                (ClauseKind.Code, "code *here*", 18),
                (ClauseKind.Html, "Some HTML", 22),
                (ClauseKind.Code, "indented", 26),
            ],
            document.Clauses.Select(clause => (clause.Kind, clause.Meaning, clause.Line)));
        Assert.All(document.Clauses, clause => Assert.Equal(document.Body[clause.Start..clause.End], clause.Source));
    }

    [Fact]
    public void A_clause_knows_the_headings_above_it()
    {
        var document = Policies.Read("before\n\n# A\n\none\n\n### 1. B\n\ntwo\n\n## C\n\nthree\n");

        Assert.Equal(
            [null, "A", "A", "A › B", "A › B", "A › C", "A › C"],
            document.Clauses.Select(clause => clause.Section?.Path));
    }

    [Fact]
    public void Link_targets_are_kept_beside_the_meaning() =>
        Assert.Equal(
            ["https://a.example", "ref", "https://b.example"],
            Policies.Read("[a](https://a.example) [b][ref] <a href=\"https://b.example\">c</a>").Clauses[0].LinkTargets);

    [Theory]
    [InlineData("Last updated: 1 May 2026")]
    [InlineData("*Last modified on May 1st, 2026.*")]
    [InlineData("**Effective date:** September 1, 2022")]
    [InlineData("Effective as of 2026-05-01")]
    [InlineData("Updated May 2026")]
    [InlineData("This Privacy Policy was last updated on 01/05/2026")]
    [InlineData("Version of 1.5.2026")]
    [InlineData("Date of last revision: 1 May 2026")]
    public void A_line_that_only_dates_the_text_is_recognised(string source) =>
        Assert.True(Policies.Read(source).Clauses[0].IsDateLine);

    [Theory]
    [InlineData("Data from before 1 May 2026 is deleted.")]
    [InlineData("Effective security takes 30 days.")]
    [InlineData("The last 12 months")]
    [InlineData("Updated addresses are shared with partners since May 2026")]
    [InlineData("Last updated")]
    [InlineData("You may object until 1 May 2026")]
    public void A_line_that_says_more_than_its_date_is_no_date_line(string source) =>
        Assert.False(Policies.Read(source).Clauses[0].IsDateLine);

    [Fact]
    public void Sentences_end_at_their_full_stops_and_not_at_abbreviations()
    {
        var sentences = Policies.Read("We share data, e.g. names, with Example Ltd. and others. See Art. 6 GDPR! Is it \"safe?\" Yes. 3.5 days.").Clauses[0].Sentences;

        Assert.Equal(
            ["We share data, e.g. names, with Example Ltd. and others.", "See Art. 6 GDPR!", "Is it \"safe?\"", "Yes.", "3.5 days."],
            sentences.Select(sentence => sentence.Text));
    }

    [Fact]
    public void Scripts_without_spaces_are_read_character_by_character() =>
        Assert.Equal(["我們", "收集"], Policies.Read("我們收集").Clauses[0].Reading.Atoms.Chunk(2).Select(pair => string.Concat(pair.Select(atom => atom.Text))));

    [Fact]
    public void Any_characters_can_be_read_and_every_word_lies_inside_its_clause() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.String[CsCheck.Gen.Char["ab1.-*_`~[]()<>!|#&;{}%:\\/'\"“’–… \t\r\n\u00A0\u00AD\uD83D\uDE00漢"], 0, 200],
            text =>
            {
                if (PolicyDocument.Parse("p.md", text).Document is not { } document)
                    return;

                foreach (var clause in document.Clauses)
                {
                    var at = clause.Start;
                    foreach (var atom in clause.Reading.Atoms)
                    {
                        Assert.InRange(atom.Start, at, clause.End);
                        Assert.InRange(atom.End, atom.Start + 1, clause.End);
                        Assert.Equal(atom.Text, clause.Meaning.Substring(atom.Offset, atom.Text.Length));
                        at = atom.End;
                    }
                }
            });
}
