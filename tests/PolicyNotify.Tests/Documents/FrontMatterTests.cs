using PolicyNotify.Changes;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Tests.Documents;

public sealed class FrontMatterTests
{
    private const string Body = "\n# Privacy Policy\n\nWe collect your name.\n";

    [Fact]
    public void Every_field_is_read()
    {
        var head = Policies.Read(
            """
            ---
            title: Privacy Policy
            effective: 2026-07-01
            timezone: Europe/Berlin
            summary: "We name a new recipient: the courier."
            language: en-GB
            significance: minor
            reason: Only the courier's trading name changes.
            approved-by: Erika Mustermann
            ---
            # Privacy
            """).FrontMatter;

        Assert.Equal("Privacy Policy", head.Title);
        Assert.Equal(new DateOnly(2026, 7, 1), head.Effective);
        Assert.Equal("Europe/Berlin", head.TimeZone);
        Assert.Equal("We name a new recipient: the courier.", head.Summary);
        Assert.Equal("en-GB", head.Language);
        Assert.Equal(new SignificanceOverride(Significance.Minor, "Only the courier's trading name changes.", "Erika Mustermann"), head.Override);
    }

    [Fact]
    public void A_text_without_front_matter_takes_its_title_from_the_first_heading()
    {
        var document = Policies.Read("Hello.\n\n## 1. *Privacy* Policy\n\nText.\n");

        Assert.Equal(new FrontMatter("Privacy Policy", null, "UTC", null, "en", null), document.FrontMatter);
        Assert.Equal(document.Source, document.Body);
    }

    [Fact]
    public void A_text_without_title_and_heading_is_called_untitled() =>
        Assert.Equal("Untitled", Policies.Read("We collect your name.").FrontMatter.Title);

    [Fact]
    public void The_body_starts_below_the_front_matter_and_keeps_its_line_numbers()
    {
        var document = Policies.Read("---\r\ntitle: Terms\r\n---\r\n\r\n# Terms\r\n\r\nYou agree.\r\n");

        Assert.Equal("\r\n# Terms\r\n\r\nYou agree.\r\n", document.Body);
        Assert.Equal(4, document.BodyLine);
        Assert.Equal([5, 7], document.Clauses.Select(clause => clause.Line));
    }

    [Fact]
    public void A_byte_order_mark_does_not_hide_the_front_matter() =>
        Assert.Equal("Terms", Policies.Read("\uFEFF---\ntitle: Terms\n---\nText\n").FrontMatter.Title);

    [Fact]
    public void A_rule_at_the_top_without_a_second_one_is_text() =>
        Assert.Equal("Untitled", Policies.Read("---\n\nWe collect your name.\n").FrontMatter.Title);

    [Theory]
    [InlineData("effective: 01.07.2026", "front-matter-effective", "effective", 2)]
    [InlineData("effective: 2026-02-30", "front-matter-effective", "effective", 2)]
    [InlineData("title: Privacy\neffective: soon", "front-matter-effective", "effective", 3)]
    [InlineData("timezone: Mars/Olympus", "front-matter-timezone", "timezone", 2)]
    [InlineData("timezone: W. Europe Standard Time", "front-matter-timezone", "timezone", 2)]
    [InlineData("language: english (British)", "front-matter-language", "language", 2)]
    [InlineData("significance: big", "front-matter-significance", "significance", 2)]
    [InlineData("title: One\ntitle: Two", "front-matter-duplicate", "title", 3)]
    [InlineData("title: [a, b]", "front-matter-value", "title", 2)]
    [InlineData("summary:\n  text: nested", "front-matter-value", "summary", 3)]
    [InlineData("title: \"open", "front-matter-yaml", null, 2)]
    [InlineData("title: a: b", "front-matter-yaml", null, 2)]
    [InlineData("- just\n- a list", "front-matter-shape", null, 2)]
    [InlineData("only words", "front-matter-shape", null, 2)]
    [InlineData("? [a]\n: b", "front-matter-shape", null, 2)]
    public void Malformed_front_matter_is_an_error_that_names_file_line_and_field(string yaml, string code, string? field, int line)
    {
        var result = PolicyDocument.Parse("policy/privacy.md", $"---\n{yaml}\n---\n{Body}");

        Assert.False(result.IsUsable);
        var problem = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);
        Assert.Equal((code, field, line, "policy/privacy.md"), (problem.Code, problem.Field, problem.Line, problem.File));
        Assert.NotEmpty(problem.Help);
    }

    [Fact]
    public void Several_errors_are_reported_together()
    {
        var result = PolicyDocument.Parse("p.md", $"---\neffective: soon\ntimezone: nowhere\n---\n{Body}");

        Assert.Equal(["front-matter-effective", "front-matter-timezone"], result.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Theory]
    [InlineData("effective_date: 2026-07-01", "Did you mean 'effective'?")]
    [InlineData("approvedBy: Erika", "Did you mean 'approved-by'?")]
    [InlineData("titel: Privacy", "Did you mean 'title'?")]
    [InlineData("time-zone: UTC", "Did you mean 'timezone'?")]
    public void An_unknown_field_is_a_warning_that_suggests_the_known_one(string yaml, string help)
    {
        var result = PolicyDocument.Parse("p.md", $"---\n{yaml}\n---\n{Body}");

        Assert.True(result.IsUsable);
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal((DiagnosticSeverity.Warning, "front-matter-unknown", help), (warning.Severity, warning.Code, warning.Help));
    }

    [Fact]
    public void Unknown_fields_of_any_shape_are_passed_over()
    {
        var result = PolicyDocument.Parse("p.md", $"---\nredirect_from:\n  - /a\n  - {{ b: [c] }}\nversions:\n  x: '*'\ntitle: Privacy\n---\n{Body}");

        Assert.Equal("Privacy", result.Document?.FrontMatter.Title);
        Assert.Equal(2, result.Diagnostics.Count);
    }

    [Fact]
    public void A_reason_without_significance_is_a_warning()
    {
        var result = PolicyDocument.Parse("p.md", $"---\nreason: none\n---\n{Body}");

        Assert.Equal(("front-matter-override", "reason", DiagnosticSeverity.Warning), result.Diagnostics.Select(d => (d.Code, d.Field, d.Severity)).Single());
        Assert.Null(result.Document!.FrontMatter.Override);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n")]
    [InlineData("title:\n")]
    public void Empty_front_matter_means_defaults(string yaml) =>
        Assert.Equal("Privacy Policy", Policies.Read($"---\n{yaml}---\n{Body}").FrontMatter.Title);

    [Fact]
    public void Deep_nesting_in_the_front_matter_neither_overflows_nor_throws()
    {
        var result = PolicyDocument.Parse("p.md", $"---\nx: {new string('[', 10_000)}\n---\n{Body}");

        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Code == "front-matter-yaml");
    }

    [Fact]
    public void Front_matter_of_more_than_16_KB_is_refused()
    {
        var result = PolicyDocument.Parse("p.md", $"---\nsummary: {new string('a', 16 * 1024)}\n---\n{Body}");

        Assert.Equal("front-matter-size", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Anything_between_the_fences_gives_a_document_or_an_error() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.String[CsCheck.Gen.Char["abtitle:-[]{}&*!|>'\"%@ \n\t#?,0123"], 0, 60],
            yaml =>
            {
                var result = PolicyDocument.Parse("p.md", $"---\n{yaml}\n---\n{Body}");
                return result.IsUsable != result.Diagnostics.Any(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);
            });
}
