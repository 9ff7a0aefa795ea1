using System.Text;
using Microsoft.AspNetCore.Http;
using PolicyNotify.Evidence;
using PolicyNotify.Functions.Notices;
using PolicyNotify.Problems;

namespace PolicyNotify.Tests.Notices;

public sealed class DecisionRequestTests
{
    [Fact]
    public async Task A_decision_is_read_from_json()
    {
        var decision = await ReadAsync("""{"by": "Nora Daly", "why": "Mail was down", "effectiveOn": "2026-05-05"}""");

        Assert.Equal(("Nora Daly", "Mail was down"), (decision.Decision(Actor.Key("legal")).By, decision.Decision(Actor.Key("legal")).Why));
        Assert.Equal(new DateOnly(2026, 5, 5), decision.RequireEffectiveOn());
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    [InlineData("reason=why", "body")]
    [InlineData("""{"why": "why", "effectiveOn": "5 May"}""", "effectiveOn")]
    [InlineData("""{"why": 7}""", "why")]
    public async Task A_body_that_is_no_decision_is_refused_with_the_field_and_an_example(string body, string field)
    {
        var refused = await Assert.ThrowsAsync<RejectedInputException>(() => ReadAsync(body));

        var diagnostic = Assert.Single(refused.Diagnostics);
        Assert.Equal(field, diagnostic.Field);
        Assert.Contains("""{"by": "who", "why": "reason"}""", diagnostic.Help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_postponement_without_a_day_is_refused()
    {
        var decision = await ReadAsync("""{"by": "who", "why": "why"}""");

        Assert.Equal("effectiveOn", Assert.Single(Assert.Throws<RejectedInputException>(() => decision.RequireEffectiveOn()).Diagnostics).Field);
    }

    [Theory]
    [InlineData("nora.daly@example.com", "Mail was down", "by")]
    [InlineData("Nora Daly", "As ann@customers.example told us", "why")]
    [InlineData("Nora Daly", "Told by <ann@customers.example>, today", "why")]
    public async Task No_address_goes_into_the_audit_log_with_a_decision(string by, string why, string field)
    {
        var decision = await ReadAsync($$"""{"by": "{{by}}", "why": "{{why}}"}""");

        var refused = Assert.Throws<RejectedInputException>(() => decision.Decision(Actor.Key("legal")));

        Assert.Equal(field, Assert.Single(refused.Diagnostics).Field);
        Assert.DoesNotContain("@", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3 @ once")]
    [InlineData("asked by @legal")]
    public async Task A_reason_may_hold_an_at_sign(string why) =>
        Assert.Equal(why, (await ReadAsync($$"""{"by": "Nora Daly", "why": "{{why}}"}""")).Decision(Actor.Key("legal")).Why);

    [Theory]
    [InlineData("privacy")]
    [InlineData("privacy-two")]
    [InlineData("../privacy-2.0")]
    public void What_names_no_notice_is_unknown(string text) => Assert.Throws<UnknownResourceException>(() => NoticeDecisionRequest.Notice(text));

    private static Task<NoticeDecisionRequest> ReadAsync(string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return NoticeDecisionRequest.ReadAsync(context.Request, TestContext.Current.CancellationToken);
    }
}
