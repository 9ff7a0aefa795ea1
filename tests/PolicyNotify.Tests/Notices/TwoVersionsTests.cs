using PolicyNotify.Changes;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>What happens to versions that are published while an earlier one is still to take effect; the rule stands in docs/notices.md.</summary>
public sealed class TwoVersionsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static NoticeId ThirdNotice { get; } = NoticeId.Of(NoticeJourney.Privacy, new VersionNumber(3, 0));

    public static string MinorAfterSecond { get; } = PolicyTextsForTests.Second
        .Replace("significance: significant", "significance: minor", StringComparison.Ordinal)
        .Replace("We explain here", "Here we explain", StringComparison.Ordinal);

    public static string Third { get; } = PolicyTextsForTests.Second
        .Replace("We now use a payment provider.", "We now also ask an insurer.", StringComparison.Ordinal)
        .Replace("with our payment provider when you pay.", "with our payment provider when you pay, and with our insurer.", StringComparison.Ordinal);

    [Fact]
    public async Task A_significant_version_queues_behind_a_pending_one_and_everybody_has_thirty_full_days_for_each()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var second = await journey.PublishBothAsync(Cancellation);
        await RoundAsync(journey);
        service.Clock.Advance(TimeSpan.FromDays(10));
        var third = await journey.PublishAsync(Third, Cancellation);

        // Verified between the two: both notices reach this person, and for both there is time.
        await journey.AddPeopleAsync(2, 1, verified: true, Cancellation);
        await RoundAsync(journey);

        var people = new[] { journey.Person(1), journey.Person(2) };
        Assert.Equal(4, transport.Given.Count);
        await AssertNoticePeriodAsync(service, ThirdNotice, third, people);
        Assert.Equal(third.EffectiveOn, second.EffectiveOn.AddDays(10));

        service.Clock.SetUtcNow(second.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal((VersionState.InForce, VersionState.Scheduled), await StatesAsync(journey));
        service.Clock.SetUtcNow(third.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal((VersionState.Superseded, VersionState.InForce), await StatesAsync(journey));
    }

    [Fact]
    public async Task A_significant_version_never_overtakes_one_that_is_held()
    {
        var transport = new ScriptedTransport((mail, _) =>
            mail.Subject.Contains("3 April", StringComparison.Ordinal) ? MailOutcome.TryLater("450 busy") : MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        service.Clock.Advance(TimeSpan.FromDays(1));
        var third = await journey.PublishAsync(Third, Cancellation);
        await RoundAsync(journey);

        service.Clock.SetUtcNow(third.EffectiveAt.AddDays(5));
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal((VersionState.Held, VersionState.Scheduled), await StatesAsync(journey));
    }

    [Fact]
    public async Task A_pending_version_cannot_be_postponed_beyond_the_one_that_builds_on_it()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)));
        var journey = new NoticeJourney(service);
        await journey.PublishBothAsync(Cancellation);
        var third = await journey.PublishAsync(Third, Cancellation);
        await RoundAsync(journey);

        var refused = await Assert.ThrowsAsync<ConflictingStateException>(
            () => journey.Decisions.PostponeAsync(NoticeJourney.Second, third.EffectiveOn.AddDays(20), NoticeJourney.Because("Later."), Cancellation));
        Assert.Contains("postpone 3.0 first", refused.Message, StringComparison.Ordinal);

        await journey.Decisions.PostponeAsync(ThirdNotice, third.EffectiveOn.AddDays(20), NoticeJourney.Because("Later."), Cancellation);
        var both = await journey.Decisions.PostponeAsync(NoticeJourney.Second, third.EffectiveOn.AddDays(20), NoticeJourney.Because("Later."), Cancellation);
        Assert.Equal(third.EffectiveOn.AddDays(20), both.EffectiveOn);
    }

    [Fact]
    public async Task A_minor_version_after_a_pending_significant_one_creates_no_mail_and_takes_effect_with_it()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var second = await journey.PublishBothAsync(Cancellation);
        await RoundAsync(journey);

        var minor = await journey.PublishAsync(MinorAfterSecond, Cancellation);
        await RoundAsync(journey);
        Assert.Equal((Significance.Minor, second.EffectiveOn), (minor.Significance, minor.EffectiveOn));
        Assert.Single(transport.Given);

        service.Clock.SetUtcNow(second.EffectiveAt.AddTicks(-1));
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.Scheduled, (await journey.VersionAsync("2.1", Cancellation)).State);
        service.Clock.SetUtcNow(second.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.InForce, (await journey.VersionAsync("2.1", Cancellation)).State);
    }

    [Fact]
    public async Task A_significant_version_after_a_cancelled_one_gets_a_notice_of_its_own_with_the_full_period()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await new ServiceBuilder(azurite).WithServices(transport.Replace).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await RoundAsync(journey);
        await journey.Decisions.CancelAsync(NoticeJourney.Second, NoticeJourney.Because("The wrong file."), Cancellation);
        service.Clock.Advance(TimeSpan.FromDays(5));

        var third = await journey.PublishAsync(Third, Cancellation);
        await RoundAsync(journey);
        service.Clock.Advance(TimeSpan.FromHours(1));
        await RoundAsync(journey);

        Assert.Single(transport.Given);
        await AssertNoticePeriodAsync(service, ThirdNotice, third, [journey.Person(1)]);
        service.Clock.SetUtcNow(third.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal((VersionState.Withdrawn, VersionState.InForce), await StatesAsync(journey));
    }

    private static async Task AssertNoticePeriodAsync(TestService service, NoticeId notice, PolicyVersion version, IReadOnlyList<Recipient> people)
    {
        foreach (var person in people)
        {
            var delivery = await service.Get<DeliveryLedger>().FindAsync(notice, person.Id, Cancellation);
            Assert.Equal(DeliveryState.Accepted, delivery!.State);
            Assert.True(new PolicyCalendar(version.TimeZone).DayAfterFullDays(delivery.AcceptedAt!.Value, 30) <= version.EffectiveOn);
        }
    }

    private static async Task RoundAsync(NoticeJourney journey)
    {
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
    }

    private static async Task<(VersionState Second, VersionState Third)> StatesAsync(NoticeJourney journey) =>
        ((await journey.VersionAsync("2.0", Cancellation)).State, (await journey.VersionAsync("3.0", Cancellation)).State);

    private Task<TestService> StartAsync(ScriptedTransport transport) =>
        new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").WithServices(transport.Replace).StartAsync(Cancellation);
}
