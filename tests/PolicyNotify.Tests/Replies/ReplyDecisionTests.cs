using PolicyNotify.Problems;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Tests.Replies;

public sealed class ReplyDecisionTests
{
    [Fact]
    public void A_decision_is_read_without_regard_to_case_and_space()
    {
        var decision = ReplyDecision.Read(" Objection ", " Nora Daly ", " Clear. ", "", " ");

        Assert.Equal(ResolvedKind.Objection, decision.As);
        Assert.Equal("Nora Daly", decision.By);
        Assert.Equal("Clear.", decision.Why);
        Assert.Null(decision.Notice);
        Assert.Null(decision.Person);
    }

    [Theory]
    [InlineData(null, "Nora", "why", null, "as")]
    [InlineData("review", "Nora", "why", null, "as")]
    [InlineData("0", "Nora", "why", null, "as")]
    [InlineData("objection,question", "Nora", "why", null, "as")]
    [InlineData("other", " ", "why", null, "by")]
    [InlineData("other", "Nora\nDaly", "why", null, "by")]
    [InlineData("other", "nora@example.com", "why", null, "by")]
    [InlineData("other", "Nora", null, null, "why")]
    [InlineData("other", "Nora", "\t", null, "why")]
    [InlineData("other", "Nora", "why", "privacy", "notice")]
    public void What_is_missing_or_has_no_meaning_is_named_with_its_field(string? kind, string? by, string? why, string? notice, string field)
    {
        var refused = Assert.Throws<RejectedInputException>(() => ReplyDecision.Read(kind, by, why, notice, null));

        Assert.Equal(field, Assert.Single(refused.Diagnostics).Field);
    }

    [Theory]
    [InlineData(100, 2_000, 0)]
    [InlineData(101, 2_001, 2)]
    public void A_name_and_a_reason_have_a_limit(int name, int reason, int problems)
    {
        var refused = Record.Exception(() => ReplyDecision.Read("other", new string('n', name), new string('w', reason), null, null));

        Assert.Equal(problems, (refused as RejectedInputException)?.Diagnostics.Count ?? 0);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once() =>
        Assert.Equal(4, Assert.Throws<RejectedInputException>(() => ReplyDecision.Read("", "", "", "x", null)).Diagnostics.Count);
}
