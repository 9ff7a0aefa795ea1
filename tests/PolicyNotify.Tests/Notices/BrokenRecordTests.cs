using System.Text;
using System.Text.Json;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Evidence;
using PolicyNotify.Notices;
using PolicyNotify.Publishing;
using PolicyNotify.Storage;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class BrokenRecordTests(AzuriteFixture azurite)
{
    // Comes before the document that the journey publishes.
    private static readonly DocumentId Cookies = DocumentId.Parse("cookies");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_whose_record_is_broken_keeps_no_other_from_being_announced()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await BreakAsync(service, await PublishCookiesAsync(service));
        await journey.PublishBothAsync(Cancellation);

        await Assert.ThrowsAsync<JsonException>(() => journey.SweepAsync(Cancellation));

        Assert.Equal(NoticeState.CoolingOff, (await journey.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task A_document_whose_record_is_broken_keeps_no_other_from_taking_effect()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var broken = await PublishCookiesAsync(service);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await BreakAsync(service, broken);
        service.Clock.SetUtcNow(version.EffectiveAt);

        await Assert.ThrowsAsync<JsonException>(() => journey.TakeEffectAsync(Cancellation));

        Assert.Equal(VersionState.InForce, (await service.Get<VersionStore>().GetAsync(version.Document, version.Number, Cancellation)).State);
    }

    private static async Task<PolicyVersion> PublishCookiesAsync(TestService service)
    {
        var publishing = service.Get<PublishingService>();
        await publishing.PublishAsync(Cookies, Encoding.UTF8.GetBytes(PolicyTextsForTests.First), Actor.Key("legal"), Cancellation);
        return (await publishing.PublishAsync(Cookies, Encoding.UTF8.GetBytes(PolicyTextsForTests.Second), Actor.Key("legal"), Cancellation)).Version;
    }

    private static async Task BreakAsync(TestService service, PolicyVersion version)
    {
        var container = await service.Get<StorageLayout>().ContainerAsync("classifications", Cancellation);
        var blob = container.GetBlobClient($"{version.Document}/{version.Number}-{version.TextHash}.json");
        await blob.UploadAsync(new BinaryData("not JSON"), overwrite: true, Cancellation);
    }
}
