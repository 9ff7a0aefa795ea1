using PolicyNotify.Evidence;
using PolicyNotify.Notices.Deciding;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>The same decision again while the first is still being carried out: its answer was slow to come.</summary>
public sealed class RepeatedDecisionTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Later = new(2026, 5, 5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelling_what_is_being_cancelled_carries_it_out_in_the_first_ones_name()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await PendingAsync(service, null);

        var cancelled = await journey.Decisions.CancelAsync(NoticeJourney.Second, NoticeJourney.Because("Again."), Cancellation);

        Assert.Equal("Cancelled by Nora Daly: First.", cancelled.Because);
        Assert.Equal(VersionState.Withdrawn, (await journey.VersionAsync("2.0", Cancellation)).State);
        Assert.Single(await journey.AuditAsync(Cancellation, "notice.cancelled"));
    }

    [Fact]
    public async Task Postponing_to_the_day_to_which_it_is_being_postponed_carries_it_out_even_when_that_day_has_become_too_early()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await PendingAsync(service, Later);
        service.Clock.Advance(TimeSpan.FromDays(50));

        var postponed = await journey.Decisions.PostponeAsync(NoticeJourney.Second, Later, NoticeJourney.Because("Again."), Cancellation);

        Assert.Equal(Later, postponed.EffectiveOn);
        Assert.Equal("Nora Daly", Assert.Single(await journey.AuditAsync(Cancellation, "notice.postponed")).Details["by"]);
    }

    [Fact]
    public async Task Another_decision_has_to_wait()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await PendingAsync(service, Later);

        await Assert.ThrowsAsync<ConflictingStateException>(() => journey.Decisions.CancelAsync(NoticeJourney.Second, NoticeJourney.Because("No."), Cancellation));
        await Assert.ThrowsAsync<ConflictingStateException>(
            () => journey.Decisions.PostponeAsync(NoticeJourney.Second, Later.AddDays(1), NoticeJourney.Because("A day more."), Cancellation));
    }

    private static async Task<NoticeJourney> PendingAsync(TestService service, DateOnly? day)
    {
        var journey = new NoticeJourney(service);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await service.Get<NoticeStore>().ChangeAsync(
            NoticeJourney.Second, current => current with { Decisions = 1, Pending = new PendingDecision(1, day, "Nora Daly", "First.", Actor.Key("legal")) }, Cancellation);
        return journey;
    }
}
