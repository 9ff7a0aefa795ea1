using PolicyNotify.Evidence;
using PolicyNotify.EvidencePackages;
using PolicyNotify.EvidencePackages.Checking;
using PolicyNotify.Mail;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Events;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients.Reachability;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.EvidencePackages;

/// <summary>Packages of versions whose life was not straight: nothing in them was forged, and the check says so.</summary>
public sealed class HonestPackageTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_never_mailed_and_somebody_settled_after_the_effective_day_are_no_forgery()
    {
        var transport = new ScriptedTransport((mail, _) => mail.To.Address == "person4@example.net" ? MailOutcome.Unknown("timed out") : MailOutcome.Accepted("x"));
        await using var service = await new ServiceBuilder(azurite).WithServices(transport.Replace).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var people = await journey.AddPeopleAsync(1, 3, verified: true, Cancellation);
        await service.Get<RecipientReachability>().ReportAsync(
            people[2].Id.Partition, [new(people[2].Id, UnreachableCause.Bounced, service.Clock.GetUtcNow().AddMinutes(1), "mark", "5.1.1", "privacy-1.0")], Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.MailEverybodyAsync(Cancellation);
        service.Clock.SetUtcNow(version.EffectiveAt.AddMinutes(-30));
        var late = Assert.Single(await journey.AddPeopleAsync(4, 1, verified: true, Cancellation));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        await service.Get<DeliveryEventRecorder>().RecordAsync(
            "batch", "tests", [new("event-1", NoticeJourney.Second, late.Id, DeliveryEventKind.Delivered, service.Clock.GetUtcNow(), null, null)], Cancellation);

        var result = await PackAsync(service);

        Assert.Equal(DeliveryState.Accepted, (await journey.DeliveryAsync(late, Cancellation))!.State);
        Assert.Equal(VersionState.InForce, (await journey.VersionAsync("2.0", Cancellation)).State);
        Assert.Empty(result.Findings);
        Assert.Equal(4, result.Deliveries);
        Assert.StartsWith("1 deliveries were settled at", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_postponement_that_broke_off_once_and_a_cancelled_version_are_no_forgery()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        var contents = service.Get<NoticeContentStore>();
        await contents.KeepAsync(NoticeJourney.Second, 2, await contents.GetAsync(NoticeJourney.Second, 1, Cancellation), Cancellation);
        var postponed = await journey.Decisions.PostponeAsync(NoticeJourney.Second, new DateOnly(2026, 5, 5), NoticeJourney.Because("More time."), Cancellation);
        Assert.Equal(3, postponed.Revision);

        Assert.Empty((await PackAsync(service)).Findings);

        await journey.Decisions.CancelAsync(NoticeJourney.Second, NoticeJourney.Because("Not at all."), Cancellation);
        Assert.Empty((await PackAsync(service)).Findings);
    }

    private static async Task<PackageVerification> PackAsync(TestService service)
    {
        var export = service.Get<EvidenceExport>();
        await using var package = await export.CreateAsync(await export.FindAsync("privacy", "2.0", Cancellation), Actor.Key("legal"), Cancellation);
        return await PackageCheck.RunAsync("evidence.zip", package, null, Cancellation);
    }
}
