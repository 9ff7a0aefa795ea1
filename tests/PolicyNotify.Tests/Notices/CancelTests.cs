using PolicyNotify.Changes.Documents;
using PolicyNotify.Notices;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Site;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

public sealed class CancelTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_notice_cancelled_in_its_cooling_off_is_never_mailed_and_its_version_never_takes_effect()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await PublishedAsync(service);

        var cancelled = await CancelAsync(journey);
        await journey.MailEverybodyAsync(Cancellation);
        service.Clock.SetUtcNow(cancelled.EffectiveAt.AddDays(1));
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal((NoticeState.Cancelled, "Cancelled by Ada Counsel: The wrong file."), (cancelled.State, cancelled.Because));
        Assert.Empty(journey.Outbox());
        Assert.Equal(VersionState.Withdrawn, (await journey.VersionAsync("2.0", Cancellation)).State);
        Assert.Equal(VersionState.InForce, (await journey.VersionAsync("1.0", Cancellation)).State);
        var entries = await journey.AuditAsync(Cancellation, "notice.cancelled", "version.withdrawn");
        Assert.Equal(
            [("version.withdrawn", "Ada Counsel"), ("notice.cancelled", "Ada Counsel")], entries.Select(entry => (entry.Action, entry.Details["by"])));
    }

    [Fact]
    public async Task A_notice_whose_mailing_has_begun_cannot_be_cancelled_and_legal_is_told_what_is_possible()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await PublishedAsync(service);
        service.Clock.SetUtcNow((await journey.ViewAsync(Cancellation)).MailingStartsAt.AddTicks(-1));
        await journey.SweepAsync(Cancellation);
        service.Clock.Advance(TimeSpan.FromTicks(1));
        await journey.SweepAsync(Cancellation);

        var refused = await Assert.ThrowsAsync<ConflictingStateException>(() => CancelAsync(journey));

        Assert.Contains("Put it on hold, postpone it, or publish a version that corrects it", refused.Message, StringComparison.Ordinal);
        await journey.MailAsync(Cancellation);
        Assert.Single(journey.Outbox());
        Assert.Empty(await journey.AuditAsync(Cancellation, "notice.cancelled", "version.withdrawn"));
    }

    [Fact]
    public async Task Cancelling_twice_changes_nothing_more()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await PublishedAsync(service);

        await CancelAsync(journey);
        var again = await CancelAsync(journey);

        Assert.Equal(NoticeState.Cancelled, again.State);
        Assert.Single(await journey.AuditAsync(Cancellation, "notice.cancelled"));
        await Assert.ThrowsAsync<ConflictingStateException>(() => journey.Decisions.HoldAsync(NoticeJourney.Second, NoticeJourney.Because("Wait."), Cancellation));
    }

    [Fact]
    public async Task After_a_withdrawal_the_next_version_is_compared_with_the_one_before_and_no_number_is_used_again()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await PublishedAsync(service);
        await CancelAsync(journey);

        var minor = await journey.PublishAsync(PolicyTextsForTests.SecondButMinor, Cancellation);
        var same = await journey.PublishAsync(PolicyTextsForTests.Second, Cancellation);
        await journey.MailEverybodyAsync(Cancellation);

        Assert.Equal(("1.1", "1.0", VersionState.InForce), (minor.Number.ToString(), minor.ComparedWith!.ToString(), minor.State));
        Assert.Equal(("3.0", "1.1"), (same.Number.ToString(), same.ComparedWith!.ToString()));
        var mail = Assert.Single(journey.Outbox());
        Assert.Contains("Version 3.0 will take the place of version 1.1", mail.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var redline = await service.Get<PublishedVersions>().RedlineAsync("privacy", "2.0", null, Cancellation);
        Assert.Equal("1.0", redline.From.Number.ToString());
    }

    [Fact]
    public async Task Minor_edits_of_a_withdrawn_text_are_withdrawn_with_it()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await PublishedAsync(service);
        var behind = await journey.PublishAsync(TwoVersionsTests.MinorAfterSecond, Cancellation);
        Assert.Equal(("2.1", VersionState.Scheduled), (behind.Number.ToString(), behind.State));

        await CancelAsync(journey);
        service.Clock.SetUtcNow(behind.EffectiveAt.AddDays(1));
        await journey.TakeEffectAsync(Cancellation);

        Assert.Equal(VersionState.Withdrawn, (await journey.VersionAsync("2.1", Cancellation)).State);
        Assert.Equal(VersionState.InForce, (await journey.VersionAsync("1.0", Cancellation)).State);
        Assert.Equal(2, (await journey.AuditAsync(Cancellation, "version.withdrawn")).Count);
    }

    [Fact]
    public async Task A_version_that_a_later_significant_one_builds_on_is_cancelled_after_that_one()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await PublishedAsync(service);
        await journey.PublishAsync(TwoVersionsTests.Third, Cancellation);
        await journey.SweepAsync(Cancellation);

        var refused = await Assert.ThrowsAsync<ConflictingStateException>(() => CancelAsync(journey));
        Assert.Contains("cancel the notice of 3.0 first", refused.Message, StringComparison.Ordinal);
        Assert.Equal(NoticeState.CoolingOff, (await journey.ViewAsync(Cancellation)).State);

        await journey.Decisions.CancelAsync(NoticeId.Of(NoticeJourney.Privacy, new VersionNumber(3, 0)), NoticeJourney.Because("Not yet."), Cancellation);
        await CancelAsync(journey);
        Assert.Equal(VersionState.Withdrawn, (await journey.VersionAsync("2.0", Cancellation)).State);
    }

    [Fact]
    public async Task A_withdrawn_version_is_shown_as_such_and_announced_no_longer()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = await PublishedAsync(service);
        await CancelAsync(journey);
        var site = service.Get<PolicySite>();

        Assert.DoesNotContain("takes effect on", (await site.DocumentAsync("privacy", Cancellation)).Html, StringComparison.Ordinal);
        Assert.Contains("Withdrawn", (await site.HistoryAsync("privacy", Cancellation)).Html, StringComparison.Ordinal);
        Assert.Contains("This version was withdrawn", (await site.VersionAsync("privacy", "2.0", Cancellation)).Html, StringComparison.Ordinal);
        Assert.Contains("withdrawn, will not take effect", (await site.JsonAsync(Cancellation)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("2.0", (await site.BannerDataAsync("privacy", Cancellation)).Text, StringComparison.Ordinal);
        var overview = Assert.Single(await service.Get<PublishedVersions>().DocumentsAsync(Cancellation));
        Assert.Equal("1.0", overview.Latest.Number.ToString());
        Assert.Empty(overview.Pending);
    }

    private static async Task<NoticeJourney> PublishedAsync(TestService service)
    {
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        return journey;
    }

    private static Task<NoticeView> CancelAsync(NoticeJourney journey) =>
        journey.Decisions.CancelAsync(NoticeJourney.Second, NoticeJourney.Because("The wrong file."), Cancellation);
}
