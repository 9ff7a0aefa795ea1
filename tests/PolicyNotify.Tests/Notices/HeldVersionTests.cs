using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Recipients.Reachability;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>What keeps a version from taking effect on its day.</summary>
public sealed class HeldVersionTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_is_held_visibly_when_one_person_who_had_to_be_told_was_not()
    {
        await using var mailed = await MailedVersion.StartAsync(
            azurite, 3, mail => mail.To.Address == "person2@example.net" ? MailOutcome.TryLater("450 mailbox busy") : MailOutcome.Accepted(null));

        await mailed.TakeEffectAsync();

        var held = await mailed.CurrentAsync();
        Assert.Equal(VersionState.Held, held.State);
        Assert.Equal(
            "Of 3 people who had to be told, 1 cannot be shown to have had the full notice period: 1 not told, 0 with unknown outcome, 0 told too late.",
            held.HeldBecause);
        var view = await mailed.Journey.ViewAsync(Cancellation);
        Assert.Equal(NoticeState.Held, view.State);
        Assert.Equal(held.HeldBecause, view.Because);
    }

    [Fact]
    public async Task A_version_is_held_when_an_outcome_is_unknown()
    {
        await using var mailed = await MailedVersion.StartAsync(azurite, 1, _ => MailOutcome.Unknown("timed out"));

        Assert.Equal(VersionState.Held, await mailed.TakeEffectAsync());
    }

    [Fact]
    public async Task A_version_whose_notice_was_never_planned_is_held()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var version = await journey.PublishBothAsync(Cancellation);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(VersionState.Held, (await journey.VersionAsync("2.0", Cancellation)).State);
    }

    [Fact]
    public async Task A_hold_that_ended_before_the_day_does_not_let_a_version_pass_of_which_nobody_could_be_reached()
    {
        await using var mailed = await MailedVersion.StartAsync(azurite, 2, MailedVersion.NoSuchMailbox);
        await mailed.Journey.Decisions.HoldAsync(NoticeJourney.Second, NoticeJourney.Because("A question."), Cancellation);
        await mailed.Journey.Decisions.ResumeAsync(NoticeJourney.Second, NoticeJourney.Because("Answered."), Cancellation);

        Assert.Equal(VersionState.Held, await mailed.TakeEffectAsync());
    }

    [Fact]
    public async Task A_hold_that_comes_while_the_guard_looks_keeps_the_version_from_taking_effect()
    {
        var during = new DuringRequest("/recipients");
        await using var mailed = await MailedVersion.StartAsync(azurite, 1, MailedVersion.Taken, builder => builder.WithServices(during.Watch));

        during.Then(() => mailed.Journey.Decisions.HoldAsync(NoticeJourney.Second, NoticeJourney.Because("A court has asked us to wait."), Cancellation));
        Assert.Equal(VersionState.Scheduled, await mailed.TakeEffectAsync());
        Assert.Equal(VersionState.Held, await mailed.TakeEffectNowAsync());
    }

    [Fact]
    public async Task A_version_on_hold_is_logged_once_and_not_each_minute()
    {
        var logs = new FakeLogCollector();
        await using var mailed = await MailedVersion.StartAsync(
            azurite, 1, MailedVersion.Taken,
            builder => builder.WithServices(services => services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(logs)))));
        await mailed.Journey.Decisions.HoldAsync(NoticeJourney.Second, NoticeJourney.Because("A court has asked us to wait."), Cancellation);

        await mailed.TakeEffectAsync();
        await mailed.TakeEffectAsync(TimeSpan.FromMinutes(1));

        Assert.Single(logs.GetSnapshot(), entry => entry.Message.Contains("is held", StringComparison.Ordinal));
        Assert.Single(await mailed.Journey.AuditAsync(Cancellation, "version.held"));
    }

    [Theory]
    [InlineData(false, VersionState.InForce)]
    [InlineData(true, VersionState.Held)]
    public async Task Whoever_is_suppressed_counts_as_unreachable_until_the_address_is_proven_anew(bool provenAnew, VersionState expected)
    {
        await using var service = await new ServiceBuilder(azurite)
            .With("Publishing:CoolingOffMinutes", "0").WithServices(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)).Replace).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        var people = await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        await service.Get<RecipientReachability>().ReportAsync(
            people[1].Id.Partition, [new(people[1].Id, UnreachableCause.Bounced, service.Clock.GetUtcNow().AddMinutes(1), "mark", "5.1.1", "privacy-1.0")], Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Equal(DeliveryState.Suppressed, (await journey.DeliveryAsync(people[1], Cancellation))!.State);

        if (provenAnew)
        {
            var now = service.Clock.GetUtcNow();
            await service.Get<RecipientStore>().UpsertManyAsync([people[1] with { Verification = new(now, "double-opt-in", now) }], Cancellation);
        }

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(expected, (await journey.VersionAsync("2.0", Cancellation)).State);
    }

    [Fact]
    public async Task A_later_version_waits_behind_one_that_is_held()
    {
        await using var mailed = await MailedVersion.StartAsync(azurite, 1, _ => MailOutcome.TryLater("450 busy"));
        var minor = await mailed.Journey.PublishAsync(
            PolicyTextsForTests.Second.Replace("significance: significant", "significance: minor", StringComparison.Ordinal)
                .Replace("when you pay.\n", "when you pay us.\n", StringComparison.Ordinal)
                .Replace("We explain here", "Here we explain", StringComparison.Ordinal),
            Cancellation);
        Assert.Equal(Changes.Significance.Minor, minor.Significance);

        Assert.Equal(VersionState.Held, await mailed.TakeEffectAsync(TimeSpan.FromDays(1)));
        Assert.Equal(VersionState.Scheduled, (await mailed.Journey.VersionAsync(minor.Number.ToString(), Cancellation)).State);
    }
}
