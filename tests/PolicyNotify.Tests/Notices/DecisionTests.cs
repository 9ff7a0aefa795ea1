using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class DecisionTests(AzuriteFixture azurite)
{
    private static readonly Actor Legal = Actor.Key("legal");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Legal_can_pause_a_notice_in_its_cooling_off_and_resume_it_later()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        var paused = await service.Get<NoticeDecisions>().PauseAsync(NoticeJourney.Second, "A typing error in the summary.", Legal, Cancellation);
        await journey.MailEverybodyAsync(Cancellation);
        Assert.Equal(NoticeState.Paused, paused.State);
        Assert.Equal("Paused by legal: A typing error in the summary.", paused.Because);
        Assert.Empty(journey.Outbox());

        await service.Get<NoticeDecisions>().ResumeAsync(NoticeJourney.Second, "It was none.", Legal, Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        Assert.Equal(2, journey.Outbox().Count);
        Assert.Equal(["key:legal", "key:legal"], await ActorsAsync(service, "notice.paused", "notice.resumed"));
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
        await service.Get<NoticeDecisions>().RetryAsync(NoticeJourney.Second, "The block was lifted.", Legal, Cancellation);
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
        var postponed = await service.Get<NoticeDecisions>().PostponeAsync(NoticeJourney.Second, new DateOnly(2026, 5, 5), "One mailbox was busy.", Legal, Cancellation);
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
        Assert.Equal(["key:legal"], await ActorsAsync(service, "version.postponed"));
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
            () => service.Get<NoticeDecisions>().PostponeAsync(NoticeJourney.Second, new DateOnly(2026, 5, 4), "Soon.", Legal, Cancellation));

        Assert.Contains("2026-05-05", refused.Message, StringComparison.Ordinal);
        Assert.Equal(version.EffectiveOn, (await journey.ViewAsync(Cancellation)).EffectiveOn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_decision_without_a_reason_is_refused(string reason)
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        await Assert.ThrowsAsync<RejectedInputException>(() => service.Get<NoticeDecisions>().PauseAsync(NoticeJourney.Second, reason, Legal, Cancellation));
        Assert.Equal(NoticeState.CoolingOff, (await journey.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task A_notice_that_does_not_exist_cannot_be_decided_about()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        await Assert.ThrowsAsync<UnknownResourceException>(() => service.Get<NoticeDecisions>().PauseAsync(NoticeJourney.Second, "Why not.", Legal, Cancellation));
    }

    private static async Task<VersionState> StateAsync(TestService service, PolicyVersion version) =>
        (await service.Get<VersionStore>().GetAsync(version.Document, version.Number, Cancellation)).State;

    private static async Task<IReadOnlyList<string>> ActorsAsync(TestService service, params string[] actions)
    {
        var actors = new List<string>();
        await foreach (var entry in service.Get<AuditLog>().ReadAsync(0, null, Cancellation))
        {
            if (actions.Contains(entry.Action))
            {
                actors.Add(entry.Actor);
            }
        }

        return actors;
    }

    private Task<TestService> StartAsync(ScriptedTransport transport) =>
        new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").WithServices(transport.Replace).StartAsync(Cancellation);
}
