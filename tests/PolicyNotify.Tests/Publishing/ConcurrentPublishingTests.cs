using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Publishing;

public sealed class ConcurrentPublishingTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_processes_publishing_the_same_text_at_once_exactly_one_creates_the_version()
    {
        await using var one = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var two = await new ServiceBuilder(azurite).Beside(one).StartAsync(Cancellation);
        var drivers = new[] { new PublishingDriver(one), new PublishingDriver(two) };
        await drivers[0].PublishAsync(new PolicyDraft());

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => drivers[n % 2].PublishAsync(new PolicyDraft().Sharing())));

        Assert.Single(results, result => result.Created);
        Assert.All(results, result => Assert.Equal("2.0", result.Version.Number.ToString()));
        Assert.Equal(["1.0", "2.0"], await drivers[0].NumbersAsync());
        Assert.Equal(3, (await drivers[0].AuditAsync()).Count);
    }

    [Fact]
    public async Task Different_texts_published_at_once_become_versions_in_a_row_each_compared_with_the_one_before()
    {
        await using var one = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await using var two = await new ServiceBuilder(azurite).Beside(one).StartAsync(Cancellation);
        var drivers = new[] { new PublishingDriver(one), new PublishingDriver(two) };
        await drivers[0].PublishAsync(new PolicyDraft());

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => drivers[n % 2].PublishAsync(new PolicyDraft().Reworded($"Summary {n}."))));

        Assert.All(results, result => Assert.True(result.Created));
        Assert.Equal(["1.0", "1.1", "1.2", "1.3", "1.4"], await drivers[0].NumbersAsync());
        foreach (var result in results)
        {
            var before = await drivers[0].Versions.PreviousAsync(result.Version, Cancellation);
            Assert.Equal(before!.TextHash, result.Classification!.ComparedTextHash);
        }

        Assert.Single(await drivers[0].Versions.ListVersionsAsync(PublishingDriver.Privacy, Cancellation), version => version.State is PolicyNotify.Publishing.VersionState.InForce);
    }
}
