using PolicyNotify.Notices;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>When a version takes effect. When it does not: <see cref="HeldVersionTests"/>; how that ends: <see cref="ReleaseTests"/>.</summary>
public sealed class TakingEffectTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_significant_version_takes_effect_at_the_first_moment_of_its_day_when_everybody_was_told()
    {
        await using var mailed = await MailedVersion.StartAsync(azurite, 3, MailedVersion.Taken);
        await mailed.Journey.AddPeopleAsync(10, 2, verified: false, Cancellation);

        Assert.Equal(VersionState.Scheduled, await mailed.TakeEffectAsync(TimeSpan.FromTicks(-1)));
        Assert.Equal(VersionState.InForce, await mailed.TakeEffectAsync());
        Assert.Equal(NoticeState.Completed, (await mailed.Journey.ViewAsync(Cancellation)).State);
    }

    [Fact]
    public async Task A_recorded_permanent_failure_does_not_hold_a_version()
    {
        await using var mailed = await MailedVersion.StartAsync(
            azurite, 2, mail => mail.To.Address == "person1@example.net" ? MailedVersion.NoSuchMailbox(mail) : MailedVersion.Taken(mail));

        Assert.Equal(VersionState.InForce, await mailed.TakeEffectAsync());
    }

    [Theory]
    [InlineData(-1, VersionState.InForce)]
    [InlineData(0, VersionState.Held)]
    public async Task The_last_moment_to_tell_somebody_decides_to_the_tick(long ticks, VersionState expected)
    {
        await using var mailed = await MailedVersion.PlanAsync(azurite, 1, MailedVersion.Taken);

        mailed.Service.Clock.SetUtcNow((await mailed.Journey.ViewAsync(Cancellation)).TellBy.AddTicks(ticks));
        await mailed.Journey.SweepAsync(Cancellation);
        await mailed.Journey.MailAsync(Cancellation);

        Assert.Equal(expected, await mailed.TakeEffectAsync());
    }

    [Theory]
    [InlineData(-1, VersionState.Held)]
    [InlineData(0, VersionState.InForce)]
    public async Task Only_whoever_was_known_to_be_verified_before_the_last_moment_had_to_be_told(long ticks, VersionState expected)
    {
        await using var mailed = await MailedVersion.StartAsync(azurite, 1, MailedVersion.Taken);

        mailed.Service.Clock.SetUtcNow((await mailed.Journey.ViewAsync(Cancellation)).TellBy.AddTicks(ticks));
        await mailed.Journey.AddPeopleAsync(2, 1, verified: true, Cancellation);

        Assert.Equal(expected, await mailed.TakeEffectAsync());
    }

    [Fact]
    public async Task Nobody_gets_a_mail_that_names_a_date_which_has_passed()
    {
        await using var mailed = await MailedVersion.PlanAsync(azurite, 1, MailedVersion.Taken);

        mailed.Service.Clock.SetUtcNow(mailed.Version.EffectiveAt);
        await mailed.Journey.MailAsync(Cancellation);
        await mailed.Journey.SweepAsync(Cancellation);
        await mailed.Journey.MailAsync(Cancellation);

        Assert.Empty(mailed.Transport.Given);
    }

    [Fact]
    public async Task A_version_put_in_force_by_a_process_that_died_before_its_audit_entry_is_recorded_after_the_next_start()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
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
}
