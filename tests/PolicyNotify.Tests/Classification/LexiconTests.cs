using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;

namespace PolicyNotify.Tests.Classification;

public sealed class LexiconTests
{
    private const string Head = "language: en\nkind: substance\nentries:\n";

    public static TheoryData<string, string> Broken => new()
    {
        { "language: en\nkind: [", "lexicon-yaml" },
        { "entries: []", "lexicon-head" },
        { "language: de\nkind: substance\nentries: []", "lexicon-language" },
        { "language: en\nkind: nonsense\nentries:\n- {id: a, terms: [b], comment: c, source: d}", "lexicon-kind" },
        { Head + "- {terms: [b], comment: c, source: d}", "lexicon-id" },
        { Head + "- {id: a, category: sharing, terms: [b]}", "lexicon-source" },
        { Head + "- {id: a, category: sharing, terms: [], comment: c, source: d}", "lexicon-terms" },
        { Head + "- {id: a, category: nowhere, terms: [b], comment: c, source: d}", "lexicon-value" },
        { Head + "- {id: mine, category: sharing, terms: [advertiser], comment: c, source: d}", "lexicon-duplicate" },
        { "language: en\nkind: same\nentries:\n- {id: a, terms: [two words, one], comment: c, source: d}", "lexicon-terms" },
        { "language: en\nkind: rules\nentries:\n- {id: a, added: b, comment: c, source: d}", "rules-text" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_wrong_in_a_company_file_is_told_with_the_file(string text, string code)
    {
        var result = ChangeClassifier.WithRules([("ours/own.yaml", text)]);

        Assert.False(result.IsUsable);
        Assert.Contains(result.Diagnostics, found => found.Code == code);
        Assert.All(result.Diagnostics, found => Assert.NotEmpty(found.Help));
        Assert.All(result.Diagnostics, found => Assert.Equal("ours/own.yaml", found.File));
        Assert.All(result.Diagnostics, found => Assert.NotNull(found.Line));
    }

    [Fact]
    public void What_is_wrong_with_an_entry_is_told_with_the_line_on_which_it_begins()
    {
        var result = ChangeClassifier.WithRules([("own.yaml", Head + "- {id: a, category: sharing, terms: [zupfel], comment: c, source: d}\n\n- id: b\n  category: nowhere\n  terms: [zapfel]\n  comment: c\n  source: d\n")]);

        Assert.Equal(6, Assert.Single(result.Diagnostics).Line);
    }

    [Fact]
    public void A_company_can_teach_a_word_of_its_own()
    {
        const string Old = "Our drivers see your first stop.";
        const string New = "Our drivers see your first stop and your zupfel.";
        var own = ChangeClassifier.WithRules([("own.yaml", Head + "- {id: zupfel, category: collection, terms: [zupfel], comment: Our word for a pick-up code., source: glossary}")]);

        Assert.True(own.IsUsable);
        var judgement = Judged.Change(own.Classifier, Old, New);

        Assert.Equal(Significance.Significant, judgement.Significance);
        Assert.Contains(judgement.Reasons, reason => reason is { Rule: "collection", Category: ReasonCategory.Collection });
        Assert.DoesNotContain(Judged.Change(Old, New).Reasons, reason => reason.Rule == "collection");
    }

    [Fact]
    public void A_reason_tells_direction_confidence_and_what_would_settle_a_doubt()
    {
        var judgement = Judged.Change("We ship orders. We count visits.", "We ship orders. We count visits and share them with advertisers.");

        var reason = Assert.Single(judgement.Reasons, reason => reason.Rule == "sharing");
        Assert.Equal(Direction.Worse, reason.Direction);
        Assert.Equal(Confidence.High, reason.Confidence);
        Assert.Null(reason.ToSettle);
        Assert.Contains("advertisers", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_doubt_is_significant_and_says_what_would_settle_it()
    {
        var judgement = Judged.Change("We collect your comments and your ratings.", "We collect your comments, your ratings and your zodiac.");

        Assert.Equal(Significance.Significant, judgement.Significance);
        Assert.Equal(Confidence.Low, judgement.Confidence);
        Assert.All(judgement.Reasons.Where(reason => reason.Significance is Significance.Significant), reason => Assert.NotNull(reason.ToSettle));
    }

    [Fact]
    public void The_summary_tells_section_by_section_what_changed()
    {
        var judgement = Judged.Change(
            "## Sharing\n\nWe share data with couriers.\n\n## Storage\n\nWe keep data for 30 days.",
            "## Sharing\n\nWe share data with couriers and advertisers.\n\n## Storage\n\nWe keep data for 90 days.");

        Assert.Equal(["Sharing", "Storage"], judgement.Summary.Select(section => section.Section));
        Assert.Contains("30 days", judgement.Summary[1].Sentences[0], StringComparison.Ordinal);
    }
}
