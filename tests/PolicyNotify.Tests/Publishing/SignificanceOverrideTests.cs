using PolicyNotify.Changes;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Publishing;

public sealed class SignificanceOverrideTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Legal_may_always_raise_a_change_to_significant()
    {
        await using var service = await StartAsync();

        var result = await new PublishingDriver(service).PublishAsync(new PolicyDraft { Significance = "significant" }.Reworded("Important to us."));

        Assert.Equal("2.0", result.Version.Number.ToString());
        Assert.Equal(Significance.Significant, result.Version.Significance);
        Assert.Equal(Significance.Significant, result.Version.Override!.Significance);
        Assert.Equal(Significance.Minor, result.Classification!.Judgement.Significance);
    }

    [Fact]
    public async Task Lowering_takes_a_reason_and_an_approver_and_is_kept_as_evidence()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);

        var result = await driver.PublishAsync(Lowered());

        Assert.Equal("1.1", result.Version.Number.ToString());
        Assert.Equal(("Only the wording changed.", "Ann Counsel"), (result.Version.Override!.Reason, result.Version.Override.ApprovedBy));
        Assert.Equal(Significance.Significant, result.Classification!.Judgement.Significance);
        var entry = Assert.Single(await driver.AuditAsync(), one => one is { Action: "version.published", Subject: "privacy/1.1" });
        Assert.Equal("significant", entry.Details["judgedAs"]);
        Assert.Equal("Only the wording changed.", entry.Details["overrideReason"]);
        Assert.Equal("Ann Counsel", entry.Details["overrideApprovedBy"]);
    }

    [Theory]
    [InlineData(null, "Ann Counsel", "reason")]
    [InlineData("Only the wording changed.", null, "approved-by")]
    public async Task Lowering_without_a_reason_or_an_approver_is_refused_by_field(string? reason, string? approver, string field)
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);

        var refusal = await driver.RefusedAsync(Lowered() with { Reason = reason, ApprovedBy = approver });

        Assert.Contains(refusal.Diagnostics, one => one.Severity is DiagnosticSeverity.Error && one.Field == field);
        Assert.Equal(["1.0"], await driver.NumbersAsync());
    }

    [Fact]
    public async Task An_override_written_for_the_version_before_lowers_nothing_again()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(Lowered());

        var refusal = await driver.RefusedAsync(Lowered().Sharing("insurers"));
        var renewed = await driver.PublishAsync(Lowered().Sharing("insurers") with { Reason = "They were named elsewhere already." });

        Assert.Contains(refusal.Diagnostics, one => one.Code == "override-left-over");
        Assert.Equal("1.2", renewed.Version.Number.ToString());
    }

    [Fact]
    public async Task A_significant_change_without_words_for_the_mail_is_remarked_upon()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);

        var without = await driver.PublishAsync(new PolicyDraft().Sharing());
        var first = await driver.PublishAsync(new PolicyDraft { Summary = "We share more." }.Sharing().Sharing("insurers"));
        var same = await driver.PublishAsync(new PolicyDraft { Summary = "We share more." }.Sharing().Sharing("insurers").Sharing("banks"));

        Assert.Contains(without.Remarks, one => one.Code == "summary-missing");
        Assert.DoesNotContain(first.Remarks, one => one.Code.StartsWith("summary", StringComparison.Ordinal));
        Assert.Contains(same.Remarks, one => one.Code == "summary-left-over");
    }

    private static PolicyDraft Lowered() =>
        new PolicyDraft { Significance = "minor", Reason = "Only the wording changed.", ApprovedBy = "Ann Counsel" }.Sharing();

    private async Task<TestService> StartAsync()
    {
        var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await new PublishingDriver(service).PublishAsync(new PolicyDraft());
        return service;
    }
}
