using System.Globalization;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>Clocks that jump, days that have 23 or 25 hours, and services that were down for days.</summary>
public sealed class ClockTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-03-27T09:00:00Z", "2026-03-28T23:00:00Z", "2026-04-28")]
    [InlineData("2026-03-28T09:00:00Z", "2026-03-29T22:00:00Z", "2026-04-29")]
    [InlineData("2026-10-23T09:00:00Z", "2026-10-24T22:00:00Z", "2026-11-24")]
    [InlineData("2026-10-24T09:00:00Z", "2026-10-25T23:00:00Z", "2026-11-25")]
    public async Task The_last_moment_to_tell_is_a_midnight_of_the_policy_however_many_hours_its_days_have(string published, string tellBy, string effectiveOn)
    {
        foreach (var late in new[] { false, true })
        {
            await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)));
            var journey = new NoticeJourney(service);
            await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
            service.Clock.SetUtcNow(Moment(published));
            var version = await journey.PublishBothAsync(Cancellation);
            await journey.SweepAsync(Cancellation);
            var view = await journey.ViewAsync(Cancellation);
            Assert.Equal((Moment(tellBy), effectiveOn), (view.TellBy, view.EffectiveOn.ToString("O", CultureInfo.InvariantCulture)));

            service.Clock.SetUtcNow(late ? view.TellBy : view.TellBy.AddTicks(-1));
            await journey.MailAsync(Cancellation);
            service.Clock.SetUtcNow(version.EffectiveAt);
            await journey.TakeEffectAsync(Cancellation);

            Assert.Equal(late ? VersionState.Held : VersionState.InForce, (await journey.VersionAsync("2.0", Cancellation)).State);
        }
    }

    [Theory]
    [InlineData(null, "2026-03-01", "2026-03-31T22:00:00Z")]
    [InlineData(null, "2026-10-01", "2026-10-31T23:00:00Z")]
    [InlineData("2026-02-27T22:59:59Z", "2026-02-20", "2026-03-29T22:00:00Z")]
    [InlineData("2026-02-27T23:00:00Z", "2026-02-20", "2026-03-30T22:00:00Z")]
    [InlineData("2026-09-25T21:59:59Z", "2026-09-20", "2026-10-25T23:00:00Z")]
    [InlineData("2026-09-25T22:00:00Z", "2026-09-20", "2026-10-26T23:00:00Z")]
    public void The_objection_window_ends_at_a_midnight_of_the_policy_however_many_hours_its_days_have(string? toldAt, string effectiveOn, string closesAt)
    {
        var closes = ObjectionWindow.ClosesAt(
            new PolicyCalendar("Europe/Berlin"), toldAt is null ? null : Moment(toldAt), DateOnly.ParseExact(effectiveOn, "yyyy-MM-dd", CultureInfo.InvariantCulture), 30);

        Assert.Equal(Moment(closesAt), closes);
    }

    [Fact]
    public async Task A_service_that_was_down_for_days_starts_once_and_mails_everybody_once()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport, coolingOff: "60");
        await using var other = await new ServiceBuilder(azurite).Beside(service).WithServices(transport.Replace).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 20, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        service.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(journey.SweepAsync(Cancellation), new NoticeJourney(other).SweepAsync(Cancellation), journey.SweepAsync(Cancellation));
        await Task.WhenAll(journey.MailAsync(Cancellation), new NoticeJourney(other).MailAsync(Cancellation));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        Assert.Equal(20, transport.TimesByAddress.Count);
        Assert.All(transport.TimesByAddress.Values, times => Assert.Equal(1, times));
        Assert.Single(await journey.AuditAsync(Cancellation, "notice.mailing-started"));
    }

    [Fact]
    public async Task A_start_that_was_missed_until_after_the_effective_date_is_not_made_up_for()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport, coolingOff: "60");
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        service.Clock.SetUtcNow(version.EffectiveAt.AddDays(3));
        await RoundAsync(journey);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Empty(transport.Given);
        Assert.Empty(await journey.AuditAsync(Cancellation, "notice.mailing-started"));
        Assert.Equal(VersionState.Held, (await journey.VersionAsync("2.0", Cancellation)).State);

        // Nobody was told, so legal can still take it back.
        Assert.Equal(NoticeState.Cancelled, (await journey.Decisions.CancelAsync(NoticeJourney.Second, NoticeJourney.Because("Start anew."), Cancellation)).State);
    }

    [Fact]
    public async Task A_clock_that_jumps_beyond_the_effective_date_and_back_releases_nothing_and_repeats_nothing()
    {
        var busy = true;
        var transport = new ScriptedTransport((mail, _) =>
            busy && mail.To.Address == "person2@example.net" ? MailOutcome.TryLater("450 busy") : MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await RoundAsync(journey);
        var before = service.Clock.GetUtcNow();
        busy = false;

        service.Clock.AdjustTime(version.EffectiveAt.AddDays(10));
        await RoundAsync(journey);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.Held, (await journey.VersionAsync("2.0", Cancellation)).State);
        Assert.Equal(2, transport.Given.Count);

        service.Clock.AdjustTime(before.AddMinutes(30));
        await RoundAsync(journey);
        Assert.Equal((1, 2), (transport.TimesByAddress["person1@example.net"], transport.TimesByAddress["person2@example.net"]));

        // It was held once; so it is for legal to say that all is well.
        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.Held, (await journey.VersionAsync("2.0", Cancellation)).State);
        await journey.Decisions.ReleaseAsync(NoticeJourney.Second, NoticeJourney.Because("The clock was wrong for an hour."), Cancellation);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.InForce, (await journey.VersionAsync("2.0", Cancellation)).State);
    }

    [Fact]
    public async Task A_pass_that_was_planned_by_a_clock_that_ran_ahead_is_made_when_the_clock_is_set_right()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        var right = service.Clock.GetUtcNow();
        service.Clock.AdjustTime(right.AddHours(12));
        await RoundAsync(journey);

        service.Clock.AdjustTime(right.AddMinutes(1));
        await journey.AddPeopleAsync(2, 1, verified: true, Cancellation);
        await RoundAsync(journey);

        Assert.Equal(1, transport.TimesByAddress["person2@example.net"]);
        Assert.Equal(1, transport.TimesByAddress["person1@example.net"]);
    }

    private static async Task RoundAsync(NoticeJourney journey)
    {
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private Task<TestService> StartAsync(ScriptedTransport transport, string coolingOff = "0") =>
        new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", coolingOff).WithServices(transport.Replace).StartAsync(Cancellation);
}
