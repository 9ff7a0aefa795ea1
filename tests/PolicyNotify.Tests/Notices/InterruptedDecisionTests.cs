using PolicyNotify.Evidence;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Deciding;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>A process that dies between the steps of a decision: what it left is written as it would have been, and the next sweep finds it.</summary>
public sealed class InterruptedDecisionTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Later = new(2026, 5, 5);
    private static readonly PendingDecision Postponement = new(1, Later, "Ada Counsel", "More time.", Actor.Key("legal"));
    private static readonly PendingDecision Withdrawal = Postponement with { EffectiveOn = null };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_postponement_that_broke_off_is_carried_out_by_the_next_sweep(bool versionMoved, bool editionKept)
    {
        await using var service = await StartAsync();
        var journey = await PublishedAsync(service);
        await StoreAsync(service, Postponement);
        if (versionMoved)
        {
            await MoveVersionAsync(service);
        }

        if (editionKept)
        {
            await KeepEditionAsync(service);
        }

        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        await AssertPostponedAsync(journey);
        var entry = Assert.Single(await journey.AuditAsync(Cancellation, "notice.postponed"));
        Assert.Equal(("Ada Counsel", "key:legal"), (entry.Details["by"], entry.Actor));
        Assert.Single(await journey.AuditAsync(Cancellation, "version.postponed"));
    }

    [Fact]
    public async Task While_a_decision_is_on_its_way_nobody_is_mailed()
    {
        await using var service = await StartAsync();
        var journey = await PublishedAsync(service);
        var messages = await journey.TakeMessagesAsync(Cancellation);
        await StoreAsync(service, Postponement);

        foreach (var message in messages)
        {
            await service.Get<PolicyNotify.Notices.Mailing.NoticeMailer>().RunAsync(message, Cancellation);
        }

        Assert.NotEmpty(messages);
        Assert.Empty(journey.Outbox());
    }

    [Fact]
    public async Task Dates_that_are_not_those_of_the_version_are_mended_with_an_edition_that_names_the_right_day()
    {
        await using var service = await StartAsync();
        var journey = await PublishedAsync(service);

        // The version was moved, and an edition that names yet another day lies under the next number.
        await KeepEditionAsync(service);
        await service.Get<VersionLifecycle>().PostponeAsync(NoticeJourney.Privacy, new(2, 0), Later, "More time.", Actor.Key("legal"), Cancellation);

        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        await AssertPostponedAsync(journey);
        var view = await journey.ViewAsync(Cancellation);
        var entry = Assert.Single(await journey.AuditAsync(Cancellation, "notice.replanned"));
        Assert.Equal(("3", view.Content), (entry.Details["revision"], entry.Details["content"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancellation_that_broke_off_is_carried_out_by_the_next_sweep(bool withdrawn)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await PublishedAsync(service);
        await StoreAsync(service, Withdrawal);
        if (withdrawn)
        {
            await service.Get<VersionLifecycle>().WithdrawAsync(NoticeJourney.Privacy, new(2, 0), Withdrawal.Details(), Withdrawal.Actor, Cancellation);
        }

        await journey.MailEverybodyAsync(Cancellation);

        Assert.Empty(journey.Outbox());
        Assert.Equal(NoticeState.Cancelled, (await journey.ViewAsync(Cancellation)).State);
        Assert.Equal(VersionState.Withdrawn, (await journey.VersionAsync("2.0", Cancellation)).State);
        Assert.Single(await journey.AuditAsync(Cancellation, "notice.cancelled"));
        Assert.Single(await journey.AuditAsync(Cancellation, "version.withdrawn"));
    }

    [Fact]
    public async Task A_decision_whose_audit_entry_was_not_written_is_recorded_by_the_next_sweep_once()
    {
        await using var service = await StartAsync();
        var journey = await PublishedAsync(service);
        var held = NoticeEvents.Decided("held", NoticeJourney.Second, 1, Actor.Key("legal"), Postponement.Details());
        await service.Get<NoticeStore>().ChangeAsync(
            NoticeJourney.Second, current => (current with { OnHoldBecause = "Wait.", Decisions = 1 }).Recording(held), Cancellation);
        Assert.Empty(await journey.AuditAsync(Cancellation, "notice.held"));

        await journey.SweepAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        Assert.Equal("Ada Counsel", Assert.Single(await journey.AuditAsync(Cancellation, "notice.held")).Details["by"]);
        Assert.Empty((await service.Get<NoticeStore>().GetAsync(NoticeJourney.Second, Cancellation)).Unrecorded);
    }

    [Fact]
    public async Task A_decision_that_the_version_no_longer_allows_is_dropped_and_the_notice_goes_on()
    {
        await using var service = await StartAsync();
        var journey = await PublishedAsync(service);
        await journey.PublishAsync(TwoVersionsTests.Third, Cancellation);
        await StoreAsync(service, Withdrawal);

        await Assert.ThrowsAnyAsync<Exception>(() => journey.SweepAsync(Cancellation));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        Assert.Equal(2, journey.Outbox().Count);
        Assert.Empty(await journey.AuditAsync(Cancellation, "notice.cancelled", "version.withdrawn"));
    }

    private static async Task<NoticeJourney> PublishedAsync(TestService service)
    {
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        return journey;
    }

    private static async Task StoreAsync(TestService service, PendingDecision decision) => await service.Get<NoticeStore>().ChangeAsync(
        NoticeJourney.Second, current => current with { Pending = decision, Decisions = decision.Number }, Cancellation);

    private static Task<PolicyVersion> MoveVersionAsync(TestService service) => service.Get<VersionLifecycle>().PostponeAsync(
        NoticeJourney.Privacy, new(2, 0), Later, Postponement.Why, Postponement.Actor, Cancellation);

    private static async Task KeepEditionAsync(TestService service)
    {
        var first = await service.Get<NoticeContentStore>().GetAsync(NoticeJourney.Second, 1, Cancellation);
        await service.Get<NoticeContentStore>().KeepAsync(NoticeJourney.Second, 2, first, Cancellation);
    }

    private static async Task AssertPostponedAsync(NoticeJourney journey)
    {
        Assert.Equal(Later, (await journey.ViewAsync(Cancellation)).EffectiveOn);
        Assert.Equal(Later, (await journey.VersionAsync("2.0", Cancellation)).EffectiveOn);
        var mail = Assert.Single(journey.Outbox());
        Assert.Contains("5 May 2026", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("3 April", mail.TextBody, StringComparison.Ordinal);
    }

    private Task<TestService> StartAsync() => new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").StartAsync(Cancellation);
}
