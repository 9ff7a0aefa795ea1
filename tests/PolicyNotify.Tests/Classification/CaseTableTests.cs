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
    public void Every_rule_of_the_rules_file_fires_in_some_case_but_those_that_only_word_a_quantity()
    {
        var fired = JudgementCase.All.SelectMany(row => Judged.Change(row.Old, row.New).Reasons).Select(reason => reason.Rule).ToHashSet();

        Assert.Empty(RuleNames.All.Except(fired).Except(["period-kept", "age", "number"]));
    }
}
