using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Publishing;

public sealed class HostileTextTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Showable =>
    [
        string.Concat(Enumerable.Repeat("![", 20_000)),
        new string('*', 20_000) + "a" + new string('*', 20_000),
        string.Concat(Enumerable.Repeat("*a ", 5_000)),
        string.Concat(Enumerable.Repeat("[a](", 2_000)),
        string.Concat(Enumerable.Range(1, 300).Select(n => new string('`', n) + "a")),
        string.Concat(Enumerable.Repeat("# Same\n\n", 500)),
    ];

    [Fact]
    public async Task A_text_with_more_headings_than_any_policy_has_is_refused()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);

        var refusal = await driver.RefusedAsync(new PolicyDraft { Body = string.Concat(Enumerable.Repeat("# Same\n\n", 2_001)) });

        Assert.Equal("text-headings", Assert.Single(refusal.Diagnostics, one => one.Severity is DiagnosticSeverity.Error).Code);
        Assert.Empty(await driver.Versions.ListDocumentsAsync(Cancellation));
    }

    [Theory]
    [MemberData(nameof(Showable))]
    public async Task An_odd_text_is_published_and_shown(string body)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var result = await new PublishingDriver(service).PublishAsync(new PolicyDraft { Body = body });

        Assert.Equal(VersionState.InForce, result.Version.State);
        Assert.NotEmpty(PolicyHtml.Render(body).Html);
    }
}
