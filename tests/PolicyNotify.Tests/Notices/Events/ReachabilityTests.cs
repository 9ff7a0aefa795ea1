using PolicyNotify.Notices.Events;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Recipients.Reachability;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices.Events;

public sealed class ReachabilityTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dead_address_gets_no_notice_is_recorded_and_counted_and_holds_nothing_up()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var people = await journey.AddPeopleAsync(1, 3, verified: true, Cancellation);
        await ReportAsync(service, people[1], UnreachableCause.Bounced, service.Clock.GetUtcNow().AddMinutes(1));
        var version = await journey.PublishBothAsync(Cancellation);

        await journey.MailEverybodyAsync(Cancellation);

        Assert.Equal(2, journey.Outbox().Count);
        Assert.Equal(DeliveryState.Suppressed, (await journey.DeliveryAsync(people[1], Cancellation))!.State);
        var view = await journey.ViewAsync(Cancellation);
        Assert.Equal((3, 2, 1, 1, 0), (view.Counts.Verified, view.Counts.Accepted, view.Counts.Refused, view.Counts.Suppressed, view.Counts.Pending));
        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.InForce, (await service.Get<VersionStore>().GetAsync(version.Document, version.Number, Cancellation)).State);
    }

    [Fact]
    public async Task A_newer_proof_of_the_address_lets_the_person_be_told_after_all()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var person = Assert.Single(await journey.AddPeopleAsync(1, 1, verified: true, Cancellation));
        var since = service.Clock.GetUtcNow().AddMinutes(1);
        await ReportAsync(service, person, UnreachableCause.Bounced, since);
        await journey.PublishBothAsync(Cancellation);
        await journey.MailEverybodyAsync(Cancellation);
        Assert.Empty(journey.Outbox());

        await ImportAsync(service, person, since.AddSeconds(-1));
        Assert.Equal(1, (await service.Get<RecipientStore>().CountsAsync(Cancellation)).Unreachable);
        await ImportAsync(service, person, since);
        Assert.Equal(0, (await service.Get<RecipientStore>().CountsAsync(Cancellation)).Unreachable);
        service.Clock.Advance(TimeSpan.FromMinutes(20));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        Assert.Single(journey.Outbox());
        Assert.Equal(DeliveryState.Accepted, (await journey.DeliveryAsync(person, Cancellation))!.State);
    }

    [Theory]
    [InlineData(-1, false, VersionState.Held)]
    [InlineData(0, false, VersionState.InForce)]
    [InlineData(0, true, VersionState.InForce)]
    public async Task Whoever_proves_a_dead_address_anew_in_time_had_to_be_told_and_later_holds_nothing_up(long ticks, bool isMailed, VersionState expected)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var people = await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        await ReportAsync(service, people[1], UnreachableCause.Bounced, service.Clock.GetUtcNow().AddMinutes(1));
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.MailEverybodyAsync(Cancellation);
        service.Clock.SetUtcNow((await journey.ViewAsync(Cancellation)).TellBy.AddTicks(ticks));
        await ImportAsync(service, people[1], service.Clock.GetUtcNow().AddHours(-1));
        if (isMailed)
        {
            service.Clock.Advance(TimeSpan.FromMinutes(20));
            await journey.SweepAsync(Cancellation);
            await journey.MailAsync(Cancellation);
            Assert.Equal(2, journey.Outbox().Count);
        }

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(expected, (await service.Get<VersionStore>().GetAsync(version.Document, version.Number, Cancellation)).State);
    }

    [Fact]
    public async Task Accepted_and_then_bounced_for_good_is_a_recorded_failure_shown_apart()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var people = await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.MailEverybodyAsync(Cancellation);
        await RecordAsync(service, people[0], DeliveryEventKind.Bounced);
        service.Clock.Advance(TimeSpan.FromMinutes(20));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        var counts = (await journey.ViewAsync(Cancellation)).Counts;
        Assert.Equal((2, 1, 0), (counts.Accepted, counts.Bounced, counts.Pending));
        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.InForce, (await service.Get<VersionStore>().GetAsync(version.Document, version.Number, Cancellation)).State);
    }

    [Fact]
    public async Task A_copy_that_the_mail_system_threw_away_for_our_sake_is_nobody_told_until_legal_retries()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var person = Assert.Single(await journey.AddPeopleAsync(1, 1, verified: true, Cancellation));
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.MailEverybodyAsync(Cancellation);
        await RecordAsync(service, person, DeliveryEventKind.DroppedForOurs);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(VersionState.Held, (await service.Get<VersionStore>().GetAsync(version.Document, version.Number, Cancellation)).State);
        Assert.True((await service.Get<RecipientStore>().GetAsync(person.Id, Cancellation))!.MayBeMailed);
        await service.Get<DeliveryLedger>().ReopenAsync(NoticeJourney.Second, person.Id.Partition, Cancellation);
        var reopened = (await journey.DeliveryAsync(person, Cancellation))!;
        Assert.Equal((DeliveryState.TryLater, (DateTimeOffset?)null), (reopened.State, reopened.AcceptedAt));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_report_older_than_the_proof_of_the_address_says_nothing(int secondsAfterProof, bool mayBeMailed)
    {
        var proof = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        var id = RecipientId.Parse("0123456789abcdef01234567");
        var person = new Recipient(id, "ann@example.net", null, null, new(proof, "double-opt-in", proof), proof);

        var after = ReachabilityRules.AfterReport(person, new(id, UnreachableCause.Bounced, proof.AddSeconds(secondsAfterProof), "x", "5.1.1", "privacy-2.0"));

        Assert.Equal(mayBeMailed, after.MayBeMailed);
    }

    private static async Task ReportAsync(TestService service, Recipient person, UnreachableCause cause, DateTimeOffset at) =>
        await service.Get<RecipientReachability>().ReportAsync(person.Id.Partition, [new(person.Id, cause, at, "mark", "5.1.1", "privacy-1.0")], Cancellation);

    private static async Task RecordAsync(TestService service, Recipient person, DeliveryEventKind kind) => await service.Get<DeliveryEventRecorder>().RecordAsync(
        "batch", "tests", [new("event-1", NoticeJourney.Second, person.Id, kind, service.Clock.GetUtcNow(), "5.1.1", "words")], Cancellation);

    private static async Task ImportAsync(TestService service, Recipient person, DateTimeOffset verifiedAt)
    {
        using var csv = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"email,verified_at,verification_method\n{person.Address},{verifiedAt:O},double-opt-in\n"));
        await service.Get<RecipientImport>().ImportAsync(csv, PolicyNotify.Evidence.Actor.Key("legal"), Cancellation);
    }
}
