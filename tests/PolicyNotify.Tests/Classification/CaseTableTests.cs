using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;

namespace PolicyNotify.Tests.Classification;

public sealed class CaseTableTests
{
    public static TheoryData<string> Names => [.. JudgementCase.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_case_of_the_table_is_judged_as_a_lawyer_would(string name)
    {
        var row = Assert.Single(JudgementCase.All, row => row.Name == name);

        var judgement = Judged.Change(row.Old, row.New);

        Assert.True(judgement.Significance == Enum.Parse<Significance>(row.Verdict, ignoreCase: true), judgement.Told());
        if (row.Not is not null)
            Assert.False(judgement.Reasons.Any(reason => reason.Rule == row.Not), judgement.Told());
        var weighing = judgement.Reasons.Where(reason => reason.Significance == judgement.Significance).ToList();
        if (row.Rule is not null)
            Assert.True(weighing.Exists(reason => reason.Rule == row.Rule), judgement.Told());
        if (row.Category is not null)
            Assert.True(weighing.Exists(reason => reason.Category == Enum.Parse<ReasonCategory>(row.Category.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)), judgement.Told());
    }

    [Fact]
    public void The_table_is_long_enough_and_has_every_category_of_substance()
    {
        Assert.True(JudgementCase.All.Count >= 120);
        var categories = JudgementCase.All.Where(row => row.Verdict == "significant").Select(row => row.Category).ToHashSet();

        foreach (var category in new[] { "collection", "purpose", "legal-basis", "sharing", "transfer", "retention", "rights", "choice", "children", "security", "automation", "controller", "scope", "notice", "liability" })
            Assert.Contains(category, categories);
    }

    [Fact]
    public void Every_rule_is_named_in_a_case_that_fires_and_in_a_near_miss_that_must_not()
    {
        var rules = RuleNames.All.Except(RuleNames.WordingsOfOthers).ToList();

        Assert.Empty(rules.Except(JudgementCase.All.Select(row => row.Rule)));
        Assert.Empty(rules.Except(JudgementCase.All.Select(row => row.Not)));
        Assert.Empty(JudgementCase.All.SelectMany(row => new[] { row.Rule, row.Not }).OfType<string>().Except(rules));
    }

    [Theory]
    [InlineData("We keep chats for 30 days.", "We keep chats for 60 days.", "The period for which we keep data rises from 30 days to 60 days.")]
    [InlineData("You must be 13 years old to join our service.", "You must be 16 years old to join our service.", "The age limit rises from 13 years old to 16 years old.")]
    [InlineData("We answer within 30 days.", "We answer within 14 days.", "A number or period falls from 30 days to 14 days.")]
    public void A_number_that_moves_is_told_by_what_it_measures(string old, string @new, string told)
    {
        var judgement = Judged.Change(old, @new);

        var reason = Assert.Single(judgement.Reasons, reason => reason.Rule == "quantity");
        Assert.Equal(told, reason.Message);
    }

    [Fact]
    public void That_only_the_head_differs_is_said_where_nothing_else_does()
    {
        var alone = Judged.Change("---\ntitle: Privacy\n---\n\nWe use cookies.", "---\ntitle: Privacy policy\n---\n\nWe use cookies.");
        var beside = Judged.Change("---\ntitle: Privacy\n---\n\nWe use cookies.", "---\ntitle: Privacy policy\n---\n\nWe use cookies and your address.");

        Assert.Contains("Only the head", Assert.Single(alone.Reasons).Message, StringComparison.Ordinal);
        Assert.Contains(beside.Reasons, reason => reason is { Rule: "metadata", Message: "The head of the file differs as well." });
        Assert.DoesNotContain(beside.Reasons, reason => reason.Message.Contains("Only the head", StringComparison.Ordinal));
    }

    [Fact]
    public void A_denial_that_goes_is_told_in_a_sentence_for_the_notice()
    {
        var judgement = Judged.Change("We never sell your data to others;", "We may sell your data to others;");

        var reason = Assert.Single(judgement.Reasons, reason => reason.Rule == "negation");
        Assert.Equal("This was excluded before and no longer is: “We may sell your data to others”.", reason.Message);
    }
}
