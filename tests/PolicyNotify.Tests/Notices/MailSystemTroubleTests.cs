using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class MailSystemTroubleTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_system_that_turns_us_away_pauses_the_mailing_instead_of_burning_through_the_list()
    {
        var working = false;
        var transport = new ScriptedTransport((_, _) => working ? MailOutcome.Accepted(null) : MailOutcome.Stopped("401 bad key"));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 50, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        Assert.Single(transport.Given);
        var paused = await journey.ViewAsync(Cancellation);
        Assert.Equal(NoticeState.Paused, paused.State);
        Assert.Equal("401 bad key", paused.Because);

        working = true;
        service.Clock.Advance(TimeSpan.FromMinutes(14));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Single(transport.Given);

        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Equal(51, transport.Given.Count);
        Assert.Equal(NoticeState.Told, (await journey.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task Refusals_by_the_page_are_taken_for_our_own_trouble_and_wait_for_legal()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Refused("554 you are listed"));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2000, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        await journey.MailAsync(Cancellation);

        var view = await journey.ViewAsync(Cancellation);
        Assert.Equal(NoticeState.Paused, view.State);
        Assert.Contains("554 you are listed", view.Because, StringComparison.Ordinal);
        Assert.InRange(transport.Given.Count, 20, 200);

        service.Clock.Advance(TimeSpan.FromDays(1));
        await journey.SweepAsync(Cancellation);
        Assert.Empty(await journey.TakeMessagesAsync(Cancellation));
    }

    [Fact]
    public async Task Refusals_are_taken_for_our_own_trouble_also_where_the_people_are_too_few_to_fill_a_page()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Refused("552 message too large"));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 100, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        await journey.MailAsync(Cancellation);

        var view = await journey.ViewAsync(Cancellation);
        Assert.Equal(NoticeState.Paused, view.State);
        Assert.Contains("552 message too large", view.Because, StringComparison.Ordinal);
        Assert.InRange(transport.Given.Count, 20, 40);
    }

    [Fact]
    public async Task Every_pause_is_an_entry_of_its_own()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Refused("554 you are listed")));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 100, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await journey.Decisions.ResumeAsync(NoticeJourney.Second, NoticeJourney.Because("We asked to be taken off the list."), Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        Assert.Equal(NoticeState.Paused, (await journey.ViewAsync(Cancellation)).State);
        Assert.Equal(2, (await journey.AuditAsync(Cancellation, "notice.paused")).Count);
    }

    [Fact]
    public async Task Whoever_asks_for_a_pause_is_left_alone_for_that_long()
    {
        var transport = new ScriptedTransport((_, call) =>
            call == 1 ? MailOutcome.TryLater("429 slow down") with { RetryAfter = TimeSpan.FromMinutes(3) } : MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 20, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Single(transport.Given);

        // Each one waits at least those three minutes, and at most half as long again.
        service.Clock.Advance(TimeSpan.FromMinutes(5));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        Assert.Equal(21, transport.Given.Count);
        Assert.Equal(20, transport.TimesByAddress.Count);
    }

    private Task<TestService> StartAsync(ScriptedTransport transport) =>
        new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").With("Notices:SendConcurrency", "1").WithServices(transport.Replace).StartAsync(Cancellation);
}
