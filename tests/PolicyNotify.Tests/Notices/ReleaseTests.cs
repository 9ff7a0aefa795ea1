using PolicyNotify.Notices;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>How legal lets a held version take effect.</summary>
public sealed class ReleaseTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_told_a_day_late_holds_the_version_until_legal_releases_it_once_their_notice_period_has_passed()
    {
        await using var mailed = await ToldADayLateAsync();

        await mailed.TakeEffectAsync();
        await mailed.TakeEffectAsync(TimeSpan.FromDays(1) - TimeSpan.FromTicks(1));
        var early = await Assert.ThrowsAsync<ConflictingStateException>(() => ReleaseAsync(mailed, "It is only a few hours."));
        Assert.Contains("1 told too late. It can be released from 2026-04-04", early.Message, StringComparison.Ordinal);

        // The condition is met now; that alone releases nothing.
        mailed.Service.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(VersionState.Held, await mailed.TakeEffectNowAsync());
        Assert.Contains("legal can release it", (await mailed.Journey.ViewAsync(Cancellation)).Because, StringComparison.Ordinal);

        await ReleaseAsync(mailed, "Everybody has had thirty days.");
        Assert.Equal(VersionState.InForce, await mailed.TakeEffectNowAsync());
        Assert.Null((await mailed.CurrentAsync()).HeldBecause);
        var entry = Assert.Single(await mailed.Journey.AuditAsync(Cancellation, "notice.released"));
        Assert.Equal(("Ada Counsel", "1", "1"), (entry.Details["by"], entry.Details["hadToBeTold"], entry.Details["told"]));
    }

    [Fact]
    public async Task Legal_gets_one_mail_when_a_held_version_can_be_released()
    {
        await using var mailed = await ToldADayLateAsync(builder => builder.With("Mail:LegalAddress", "legal@example.com"));
        await mailed.TakeEffectAsync();
        Assert.DoesNotContain(mailed.Transport.Given, mail => mail.Subject.StartsWith("To be released", StringComparison.Ordinal));

        await mailed.TakeEffectAsync(TimeSpan.FromDays(1));
        await mailed.TakeEffectAsync(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(10));

        var mail = Assert.Single(mailed.Transport.Given, mail => mail.Subject.StartsWith("To be released", StringComparison.Ordinal));
        Assert.Equal("legal@example.com", mail.To.Address);
        Assert.Contains("notices release privacy-2.0", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_held_cannot_be_released()
    {
        await using var mailed = await MailedVersion.StartAsync(azurite, 1, MailedVersion.Taken);

        await Assert.ThrowsAsync<ConflictingStateException>(() => ReleaseAsync(mailed, "Now."));
    }

    [Fact]
    public async Task A_release_does_not_outlast_what_it_rested_on()
    {
        await using var mailed = await MailedVersion.StartAsync(azurite, 1, MailedVersion.NoSuchMailbox);
        await mailed.TakeEffectAsync();
        await ReleaseAsync(mailed, "They all got a letter.");

        // Between the release and the timer legal opens the failed deliveries again.
        await mailed.Journey.Decisions.RetryAsync(NoticeJourney.Second, NoticeJourney.Because("The mailbox exists again."), Cancellation);

        Assert.Equal(VersionState.Held, await mailed.TakeEffectNowAsync());
    }

    [Fact]
    public async Task A_version_of_which_nobody_could_be_reached_waits_for_legal()
    {
        await using var mailed = await MailedVersion.StartAsync(azurite, 2, MailedVersion.NoSuchMailbox);
        Assert.Equal(VersionState.Held, await mailed.TakeEffectAsync());
        Assert.Contains("None of the 2 people", (await mailed.Journey.ViewAsync(Cancellation)).Because, StringComparison.Ordinal);

        await ReleaseAsync(mailed, "They all got a letter.");

        Assert.Equal(VersionState.InForce, await mailed.TakeEffectNowAsync());
    }

    [Fact]
    public async Task A_release_of_what_was_postponed_meanwhile_says_so()
    {
        var during = new DuringRequest("/recipients");
        await using var mailed = await MailedVersion.StartAsync(azurite, 1, MailedVersion.NoSuchMailbox, builder => builder.WithServices(during.Watch));
        await mailed.TakeEffectAsync();

        during.Then(() => mailed.Journey.Decisions.PostponeAsync(
            NoticeJourney.Second, mailed.Version.EffectiveOn.AddDays(40), NoticeJourney.Because("A letter first."), Cancellation));
        var refused = await Assert.ThrowsAsync<ConflictingStateException>(() => ReleaseAsync(mailed, "They all got a letter."));

        Assert.Contains("changed meanwhile", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await mailed.Journey.AuditAsync(Cancellation, "notice.released"));
    }

    [Fact]
    public async Task A_release_that_another_one_was_faster_with_is_none_more()
    {
        var during = new DuringRequest("/recipients");
        await using var mailed = await MailedVersion.StartAsync(azurite, 1, MailedVersion.NoSuchMailbox, builder => builder.WithServices(during.Watch));
        await mailed.TakeEffectAsync();

        during.Then(() => ReleaseAsync(mailed, "They all got a letter."));
        await ReleaseAsync(mailed, "They all got a letter.");

        Assert.Single(await mailed.Journey.AuditAsync(Cancellation, "notice.released"));
        Assert.Equal(VersionState.InForce, await mailed.TakeEffectNowAsync());
    }

    private static Task<NoticeView> ReleaseAsync(MailedVersion mailed, string why) =>
        mailed.Journey.Decisions.ReleaseAsync(NoticeJourney.Second, NoticeJourney.Because(why), Cancellation);

    private async Task<MailedVersion> ToldADayLateAsync(Action<ServiceBuilder>? change = null)
    {
        var mailed = await MailedVersion.PlanAsync(azurite, 1, MailedVersion.Taken, change);
        mailed.Service.Clock.SetUtcNow((await mailed.Journey.ViewAsync(Cancellation)).TellBy.AddHours(5));
        await mailed.Journey.MailAsync(Cancellation);
        return mailed;
    }
}
