using PolicyNotify.Changes.Documents;
using PolicyNotify.Evidence;
using PolicyNotify.Publishing;
using PolicyNotify.Site;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Site;

public sealed class SitePagesTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_of_a_document_shows_the_version_in_force()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var text = await File.ReadAllBytesAsync(Path.Combine(AzuriteFixture.Repository, "policy", "privacy.md"), Cancellation);
        await service.Get<PublishingService>().PublishAsync(DocumentId.Parse("privacy"), text, Actor.Key("tests"), Cancellation);
        var page = await service.Get<PolicySite>().DocumentAsync("privacy", Cancellation);

        Assert.Equal(200, page.Status);
        Assert.Contains("Version 1.0", page.Html, StringComparison.Ordinal);
        Assert.Contains("in force since <time datetime=\"2026-03-02\">2 March 2026</time>", page.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#how-long-we-keep-it\">1.5 How long we keep it</a>", page.Html, StringComparison.Ordinal);
    }
}
