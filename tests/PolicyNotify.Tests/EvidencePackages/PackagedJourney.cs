using PolicyNotify.Evidence;
using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;
using PolicyNotify.Tests.Replies;

namespace PolicyNotify.Tests.EvidencePackages;

/// <summary>A version that went all the way, with two objections (one of them said twice, the other withdrawn), as one file.</summary>
public sealed class PackagedJourney(AzuriteFixture azurite) : IAsyncLifetime
{
    public const string Path = "/api/documents/privacy/versions/2.0/evidence";

    private TestService service = null!;

    public byte[] Package { get; private set; } = [];

    public TestHost Host { get; private set; } = null!;

    public Microsoft.Extensions.Time.Testing.FakeTimeProvider Clock => service.Clock;

    public T Get<T>()
        where T : notnull => service.Get<T>();

    public async Task<byte[]> DownloadAsync(CancellationToken cancellationToken)
    {
        using var client = Host.ClientWithKey();
        return await client.GetByteArrayAsync(Path, cancellationToken);
    }

    public async ValueTask InitializeAsync()
    {
        var journey = await ReplyJourney.StartAsync(azurite, CancellationToken.None);
        service = journey.Service;
        var (first, second) = (journey.Notices.Person(1), journey.Notices.Person(2));
        journey.Drop("a.eml", journey.Answer(first, ReplyJourney.Objection));
        journey.Drop("b.eml", journey.Answer(second, ReplyJourney.Objection));
        await journey.CollectAsync(CancellationToken.None);
        service.Clock.Advance(TimeSpan.FromHours(2));
        journey.Drop("c.eml", journey.Answer(first, "As I said: I object, close my account."));
        await journey.CollectAsync(CancellationToken.None);
        await service.Get<ObjectionDecisions>().WithdrawAsync(
            NoticeJourney.Second, second.Id, WithdrawalGround.Mistake, PersonDecision.Read("Nora Daly", "A slip."), Actor.Key("legal"), CancellationToken.None);
        service.Clock.Advance(TimeSpan.FromDays(40));
        await journey.Notices.TakeEffectAsync(CancellationToken.None);
        Host = await TestHost.StartAsync(service, CancellationToken.None);
        Package = await DownloadAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await service.DisposeAsync();
    }
}
