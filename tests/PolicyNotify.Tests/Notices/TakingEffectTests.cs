using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class TakingEffectTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_significant_version_takes_effect_at_the_first_moment_of_its_day_when_everybody_was_told()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 3, verified: true, Cancellation);
        await journey.AddPeopleAsync(10, 2, verified: false, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        service.Clock.SetUtcNow(version.EffectiveAt.AddTicks(-1));
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.Scheduled, await StateAsync(service, version));

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.InForce, await StateAsync(service, version));
        Assert.Equal(NoticeState.Completed, (await journey.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task A_version_is_held_visibly_when_one_person_who_had_to_be_told_was_not()
    {
        var transport = new ScriptedTransport((mail, _) =>
            mail.To.Address == "person2@example.net" ? MailOutcome.TryLater("450 mailbox busy") : MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 3, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);

        var held = await service.Get<VersionStore>().GetAsync(version.Document, version.Number, Cancellation);
        Assert.Equal(VersionState.Held, held.State);
        Assert.Equal(
            "Of 3 people who had to be told, 1 cannot be shown to have had the full notice period: 1 not told, 0 with unknown outcome, 0 told too late.",
            held.HeldBecause);
        var view = await journey.ViewAsync(Cancellation);
        Assert.Equal(NoticeState.Held, view.State);
        Assert.Equal(held.HeldBecause, view.Because);
    }

    [Fact]
    public async Task A_version_is_held_when_an_outcome_is_unknown()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Unknown("timed out")));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(VersionState.Held, await StateAsync(service, version));
    }

    [Fact]
    public async Task A_recorded_permanent_failure_does_not_hold_a_version()
    {
        await using var service = await StartAsync(new ScriptedTransport((mail, _) =>
            mail.To.Address == "person1@example.net" ? MailOutcome.Refused("550 no such mailbox") : MailOutcome.Accepted(null)));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(VersionState.InForce, await StateAsync(service, version));
    }

    [Theory]
    [InlineData(-1, VersionState.InForce)]
    [InlineData(0, VersionState.Held)]
    public async Task The_last_moment_to_tell_somebody_decides_to_the_tick(long ticks, VersionState expected)
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        var tellBy = (await journey.ViewAsync(Cancellation)).TellBy;

        service.Clock.SetUtcNow(tellBy.AddTicks(ticks));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(expected, await StateAsync(service, version));
    }

    [Fact]
    public async Task Somebody_told_a_day_late_holds_the_version_until_legal_releases_it_once_their_notice_period_has_passed()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        service.Clock.SetUtcNow((await journey.ViewAsync(Cancellation)).TellBy.AddHours(5));
        await journey.MailAsync(Cancellation);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        service.Clock.SetUtcNow(version.EffectiveAt.AddDays(1).AddTicks(-1));
        await journey.TakeEffectAsync(Cancellation);
        var early = await Assert.ThrowsAsync<ConflictingStateException>(
            () => journey.Decisions.ReleaseAsync(NoticeJourney.Second, NoticeJourney.Because("It is only a few hours."), Cancellation));
        Assert.Contains("1 told too late. It can be released from 2026-04-04", early.Message, StringComparison.Ordinal);
        Assert.Equal(VersionState.Held, await StateAsync(service, version));

        // The condition is met now; that alone releases nothing.
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.Held, await StateAsync(service, version));
        Assert.Contains("legal can release it", (await journey.ViewAsync(Cancellation)).Because, StringComparison.Ordinal);

        await journey.Decisions.ReleaseAsync(NoticeJourney.Second, NoticeJourney.Because("Everybody has had thirty days."), Cancellation);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.InForce, await StateAsync(service, version));
        Assert.Null((await service.Get<VersionStore>().GetAsync(version.Document, version.Number, Cancellation)).HeldBecause);
        var entry = Assert.Single(await journey.AuditAsync(Cancellation, "notice.released"));
        Assert.Equal(("Ada Counsel", "1", "1"), (entry.Details["by"], entry.Details["hadToBeTold"], entry.Details["told"]));
    }

    [Fact]
    public async Task Legal_gets_one_mail_when_a_held_version_can_be_released()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await new ServiceBuilder(azurite)
            .With("Publishing:CoolingOffMinutes", "0").With("Mail:LegalAddress", "legal@example.com").WithServices(transport.Replace).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        service.Clock.SetUtcNow((await journey.ViewAsync(Cancellation)).TellBy);
        await journey.MailAsync(Cancellation);
        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.DoesNotContain(transport.Given, mail => mail.Subject.StartsWith("To be released", StringComparison.Ordinal));

        service.Clock.SetUtcNow(version.EffectiveAt.AddDays(1));
        await journey.TakeEffectAsync(Cancellation);
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        await journey.TakeEffectAsync(Cancellation);

        var mail = Assert.Single(transport.Given, mail => mail.Subject.StartsWith("To be released", StringComparison.Ordinal));
        Assert.Equal("legal@example.com", mail.To.Address);
        Assert.Contains("notices release privacy-2.0", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_put_in_force_by_a_process_that_died_before_its_audit_entry_is_recorded_after_the_next_start()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)));
        var journey = new NoticeJourney(service);
        await journey.PublishAsync(PolicyTextsForTests.First, Cancellation);
        var writer = service.Get<VersionWriter>();
        var snapshot = await writer.ReadAsync(NoticeJourney.Privacy, Cancellation);
        var minor = snapshot.InForce! with { Number = new(1, 1), ComparedWith = new(1, 0) };
        await writer.TryCommitAsync(
            snapshot.Head! with { Latest = minor.Number, InForce = minor.Number }, [minor, snapshot.InForce! with { State = VersionState.Superseded }], Cancellation);

        await journey.TakeEffectAsync(Cancellation);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(["privacy/1.0", "privacy/1.1"], (await journey.AuditAsync(Cancellation, "version.in-force")).Select(entry => entry.Subject));
    }

    [Fact]
    public async Task What_is_not_held_cannot_be_released()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)));
        var journey = new NoticeJourney(service);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        await Assert.ThrowsAsync<ConflictingStateException>(() => journey.Decisions.ReleaseAsync(NoticeJourney.Second, NoticeJourney.Because("Now."), Cancellation));
    }

    [Fact]
    public async Task A_release_does_not_outlast_what_it_rested_on()
    {
        await using var service = await StartAsync(new ScriptedTransport((mail, _) => MailOutcome.Refused("550 no such mailbox")));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        await journey.Decisions.ReleaseAsync(NoticeJourney.Second, NoticeJourney.Because("They all got a letter."), Cancellation);

        // Between the release and the timer legal opens the failed deliveries again.
        await journey.Decisions.RetryAsync(NoticeJourney.Second, NoticeJourney.Because("The mailbox exists again."), Cancellation);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(VersionState.Held, await StateAsync(service, version));
    }

    [Fact]
    public async Task A_version_of_which_nobody_could_be_reached_waits_for_legal()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Refused("550 no such mailbox")));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.Held, await StateAsync(service, version));
        Assert.Contains("None of the 2 people", (await journey.ViewAsync(Cancellation)).Because, StringComparison.Ordinal);

        await journey.Decisions.ReleaseAsync(NoticeJourney.Second, NoticeJourney.Because("They all got a letter."), Cancellation);
        await journey.TakeEffectAsync(Cancellation);
        Assert.Equal(VersionState.InForce, await StateAsync(service, version));
    }

    [Fact]
    public async Task A_hold_that_ended_before_the_day_does_not_let_a_version_pass_of_which_nobody_could_be_reached()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Refused("550 no such mailbox")));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        await journey.Decisions.HoldAsync(NoticeJourney.Second, NoticeJourney.Because("A question."), Cancellation);
        await journey.Decisions.ResumeAsync(NoticeJourney.Second, NoticeJourney.Because("Answered."), Cancellation);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(VersionState.Held, await StateAsync(service, version));
    }

    [Fact]
    public async Task A_hold_that_comes_while_the_guard_looks_keeps_the_version_from_taking_effect()
    {
        var during = new DuringRead("/recipients");
        await using var service = await new ServiceBuilder(azurite)
            .With("Publishing:CoolingOffMinutes", "0")
            .WithServices(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)).Replace)
            .WithServices(services => services.RemoveAll<TableServiceClient>().AddSingleton(provider => new TableServiceClient(
                provider.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["AzureWebJobsStorage"], during.Watch(new TableClientOptions()))))
            .StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        service.Clock.SetUtcNow(version.EffectiveAt);

        during.Then(() => journey.Decisions.HoldAsync(NoticeJourney.Second, NoticeJourney.Because("A court has asked us to wait."), Cancellation));
        await journey.TakeEffectAsync(Cancellation);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(VersionState.Held, await StateAsync(service, version));
    }

    [Theory]
    [InlineData(-1, VersionState.Held)]
    [InlineData(0, VersionState.InForce)]
    public async Task Only_whoever_was_known_to_be_verified_before_the_last_moment_had_to_be_told(long ticks, VersionState expected)
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        service.Clock.SetUtcNow((await journey.ViewAsync(Cancellation)).TellBy.AddTicks(ticks));
        await journey.AddPeopleAsync(2, 1, verified: true, Cancellation);
        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(expected, await StateAsync(service, version));
    }

    [Fact]
    public async Task A_version_whose_notice_was_never_planned_is_held()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)));
        var journey = new NoticeJourney(service);
        var version = await journey.PublishBothAsync(Cancellation);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(VersionState.Held, await StateAsync(service, version));
    }

    [Fact]
    public async Task Nobody_gets_a_mail_that_names_a_date_which_has_passed()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.MailAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        Assert.Empty(transport.Given);
    }

    [Fact]
    public async Task A_later_version_waits_behind_one_that_is_held()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.TryLater("450 busy")));
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        var significant = await journey.PublishBothAsync(Cancellation);
        var minor = await journey.PublishAsync(
            PolicyTextsForTests.Second.Replace("significance: significant", "significance: minor", StringComparison.Ordinal)
                .Replace("when you pay.\n", "when you pay us.\n", StringComparison.Ordinal)
                .Replace("We explain here", "Here we explain", StringComparison.Ordinal),
            Cancellation);
        Assert.Equal(Changes.Significance.Minor, minor.Significance);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        service.Clock.SetUtcNow(minor.EffectiveAt.AddDays(1));
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(VersionState.Held, await StateAsync(service, significant));
        Assert.Equal(VersionState.Scheduled, await StateAsync(service, minor));
    }

    private sealed class DuringRead(string table) : HttpPipelinePolicy
    {
        private Func<Task>? action;

        public TableClientOptions Watch(TableClientOptions options)
        {
            options.AddPolicy(this, HttpPipelinePosition.PerCall);
            return options;
        }

        public void Then(Func<Task> next) => action = next;

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (message.Request.Uri.Path.Contains(table, StringComparison.Ordinal) && Interlocked.Exchange(ref action, null) is { } once)
            {
                await once();
            }

            await ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
    }

    private static async Task<VersionState> StateAsync(TestService service, PolicyVersion version) =>
        (await service.Get<VersionStore>().GetAsync(version.Document, version.Number, Cancellation)).State;

    private Task<TestService> StartAsync(ScriptedTransport transport) =>
        new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").WithServices(transport.Replace).StartAsync(Cancellation);
}
