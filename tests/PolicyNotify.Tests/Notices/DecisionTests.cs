using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Deciding;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class DecisionTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Legal_can_hold_a_notice_in_its_cooling_off_and_resume_it_later()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        var held = await journey.Decisions.HoldAsync(NoticeJourney.Second, NoticeJourney.Because("A typing error in the summary."), Cancellation);
        await journey.MailEverybodyAsync(Cancellation);
        Assert.Equal(NoticeState.Held, held.State);
        Assert.Equal("On hold by Ada Counsel: A typing error in the summary.", held.Because);
        Assert.Empty(journey.Outbox());

        await journey.Decisions.ResumeAsync(NoticeJourney.Second, NoticeJourney.Because("It was none."), Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Equal(2, journey.Outbox().Count);
        var entries = await journey.AuditAsync(Cancellation, "notice.held", "notice.resumed");
        Assert.Equal(
            [("key:legal", "Ada Counsel", "A typing error in the summary."), ("key:legal", "Ada Counsel", "It was none.")],
            entries.Select(entry => (entry.Actor, entry.Details["by"], entry.Details["why"])));
    }

    [Fact]
    public async Task A_retry_makes_the_failures_again_and_leaves_those_who_were_told_alone()
    {
        var mended = false;
        var transport = new ScriptedTransport((mail, _) => mended || mail.To.Address == "person1@example.net"
            ? MailOutcome.Accepted(null)
            : mail.To.Address == "person2@example.net" ? MailOutcome.Refused("550 blocked") : MailOutcome.Unknown("timed out"));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 3, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        mended = true;
        await journey.Decisions.RetryAsync(NoticeJourney.Second, NoticeJourney.Because("The block was lifted."), Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        Assert.Equal(1, transport.TimesByAddress["person1@example.net"]);
        Assert.Equal(2, transport.TimesByAddress["person2@example.net"]);
        Assert.Equal(2, transport.TimesByAddress["person3@example.net"]);
        Assert.Equal(3, (await journey.ViewAsync(Cancellation)).Counts.Accepted);
    }

    [Fact]
    public async Task A_held_version_that_is_postponed_tells_only_the_untold_with_the_new_date_and_then_takes_effect()
    {
        var working = false;
        var transport = new ScriptedTransport((mail, _) =>
            working || mail.To.Address == "person1@example.net" ? MailOutcome.Accepted(null) : MailOutcome.TryLater("450 busy"));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        service.Clock.SetUtcNow(version.EffectiveAt.AddHours(1));
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(NoticeState.Held, (await journey.ViewAsync(Cancellation)).State);
        var before = transport.Given.Count;

        // It is 3 April in Berlin: one day for mailing and thirty full days lead to 5 May.
        working = true;
        var postponed = await journey.Decisions.PostponeAsync(NoticeJourney.Second, new DateOnly(2026, 5, 5), NoticeJourney.Because("One mailbox was busy."), Cancellation);
        Assert.Equal(NoticeState.Mailing, postponed.State);
        Assert.Equal(2, postponed.Revision);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        var mail = Assert.Single(transport.Given.Skip(before));
        Assert.Equal("person2@example.net", mail.To.Address);
        Assert.Contains("On 5 May 2026", mail.Text, StringComparison.Ordinal);
        service.Clock.SetUtcNow(postponed.EffectiveAt.AddTicks(-1));
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.Scheduled, await StateAsync(service, version));
        service.Clock.SetUtcNow(postponed.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.InForce, await StateAsync(service, version));
        var entry = Assert.Single(await journey.AuditAsync(Cancellation, "notice.postponed"));
        Assert.Equal(("Ada Counsel", "2026-05-05", "2", postponed.Content), (entry.Details["by"], entry.Details["effectiveOn"], entry.Details["revision"], entry.Details["content"]));
        Assert.Single(await journey.AuditAsync(Cancellation, "version.postponed"));
    }

    [Fact]
    public async Task A_date_that_leaves_too_little_time_is_refused_and_names_the_earliest()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.TryLater("450 busy")));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        service.Clock.SetUtcNow(version.EffectiveAt.AddHours(1));

        var refused = await Assert.ThrowsAsync<RejectedInputException>(
            () => journey.Decisions.PostponeAsync(NoticeJourney.Second, new DateOnly(2026, 5, 4), NoticeJourney.Because("Soon."), Cancellation));

        Assert.Contains("2026-05-05", refused.Message, StringComparison.Ordinal);
        Assert.Equal(version.EffectiveOn, (await journey.ViewAsync(Cancellation)).EffectiveOn);
    }

    [Theory]
    [InlineData("Ada Counsel", "", "why")]
    [InlineData("Ada Counsel", "  ", "why")]
    [InlineData(null, "Because.", "by")]
    [InlineData("ada@example.com", "Because.", "by")]
    [InlineData("Ada\nCounsel", "Because.", "by")]
    public void A_decision_says_who_and_why(string? by, string why, string field)
    {
        var refused = Assert.Throws<RejectedInputException>(() => Decision.Read(by, why, Actor.Key("legal")));

        Assert.Equal(field, Assert.Single(refused.Diagnostics).Field);
    }

    [Fact]
    public async Task The_same_decision_again_changes_nothing_and_leaves_one_entry()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        for (var time = 0; time < 2; time++)
        {
            await journey.Decisions.HoldAsync(NoticeJourney.Second, NoticeJourney.Because("Wait."), Cancellation);
        }

        Assert.Single(await journey.AuditAsync(Cancellation, "notice.held"));
    }

    [Fact]
    public async Task A_notice_on_hold_keeps_its_version_from_taking_effect_although_everybody_was_told()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Equal(NoticeState.Told, (await journey.ViewAsync(Cancellation)).State);

        var held = await journey.Decisions.HoldAsync(NoticeJourney.Second, NoticeJourney.Because("A court has asked us to wait."), Cancellation);
        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(NoticeState.Held, held.State);
        var told = await journey.VersionAsync("2.0", Cancellation);
        Assert.Equal((VersionState.Held, "Legal put its notice on hold."), (told.State, told.HeldBecause));
        await Assert.ThrowsAsync<ConflictingStateException>(() => journey.Decisions.ReleaseAsync(NoticeJourney.Second, NoticeJourney.Because("Go."), Cancellation));

        await journey.Decisions.ResumeAsync(NoticeJourney.Second, NoticeJourney.Because("The court has decided."), Cancellation);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.InForce, await StateAsync(service, version));
    }

    [Fact]
    public async Task Everybody_is_told_no_longer_when_somebody_verified_since_is_put_off()
    {
        var busy = false;
        await using var service = await StartAsync(new ScriptedTransport((_, _) => busy ? MailOutcome.TryLater("450 busy") : MailOutcome.Accepted(null)));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        var first = (await journey.ViewAsync(Cancellation)).ToldAt;

        busy = true;
        await journey.AddPeopleAsync(2, 1, verified: true, Cancellation);
        await CatchUpAsync(journey);
        var outstanding = await journey.ViewAsync(Cancellation);
        Assert.Equal((NoticeState.Mailing, null), (outstanding.State, outstanding.ToldAt));

        busy = false;
        await CatchUpAsync(journey);
        var again = await journey.ViewAsync(Cancellation);
        Assert.Equal(NoticeState.Told, again.State);
        Assert.True(again.ToldAt > first);
        Assert.Equal(2, (await journey.AuditAsync(Cancellation, "notice.told")).Count);
    }

    [Fact]
    public async Task A_notice_that_does_not_exist_cannot_be_decided_about()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        await Assert.ThrowsAsync<UnknownResourceException>(() => service.Get<NoticeDecisions>().HoldAsync(NoticeJourney.Second, NoticeJourney.Because("Why not."), Cancellation));
    }

    private static async Task<VersionState> StateAsync(TestService service, PolicyVersion version) =>
        (await service.Get<VersionStore>().GetAsync(version.Document, version.Number, Cancellation)).State;

    private static async Task CatchUpAsync(NoticeJourney journey)
    {
        journey.Service.Clock.Advance(TimeSpan.FromMinutes(15));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
    }

    private Task<TestService> StartAsync(ScriptedTransport transport) =>
        new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").WithServices(transport.Replace).StartAsync(Cancellation);
}
