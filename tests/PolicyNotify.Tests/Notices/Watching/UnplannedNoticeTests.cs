using System.Diagnostics.Metrics;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Notices.Watching;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Storage;
using PolicyNotify.Telemetry;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices.Watching;

/// <summary>A significant version whose notice is not planned: just published, or because planning fails.</summary>
public sealed class UnplannedNoticeTests(AzuriteFixture azurite)
{
    private const string Legal = "legal@example.com";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_published_a_moment_ago_is_listed_as_about_to_be_planned_and_nothing_can_be_decided_yet()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 3, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);

        var view = Assert.Single(await service.Get<NoticeDirectory>().ListAsync(Cancellation));
        var early = await Assert.ThrowsAsync<ConflictingStateException>(() => journey.Decisions.HoldAsync(NoticeJourney.Second, NoticeJourney.Because("Wait."), Cancellation));

        Assert.Equal((NoticeState.Unplanned, NoticeRisk.None, 3, null), (view.State, view.Forecast.Risk, view.Counts.Pending, view.PlannedAt));
        Assert.Contains("about to be planned", view.Because, StringComparison.Ordinal);
        Assert.Contains("is not planned yet", early.Message, StringComparison.Ordinal);
        await journey.SweepAsync(Cancellation);
        Assert.Equal(NoticeState.CoolingOff, Assert.Single(await service.Get<NoticeDirectory>().ListAsync(Cancellation)).State);
        Assert.Equal((view.TellBy, view.EffectiveOn), ((await journey.ViewAsync(Cancellation)).TellBy, (await journey.ViewAsync(Cancellation)).EffectiveOn));
    }

    [Fact]
    public async Task A_planning_that_keeps_failing_is_told_to_legal_shown_and_measured_until_it_succeeds()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        using var unplanned = new MetricCollector<long>(service.Get<IMeterFactory>(), PolicyNotifyMetrics.MeterName, "policynotify.notice.unplanned");
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        var text = await TextAsync(service, version);
        var kept = await text.DownloadContentAsync(Cancellation);
        await text.UploadAsync(BinaryData.FromString("changed"), overwrite: true, Cancellation);

        await FailAsync(journey);
        await WatchAsync(service);
        Assert.Empty(transport.Given);
        service.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        await WatchAsync(service);
        Assert.Empty(transport.Given);
        service.Clock.Advance(TimeSpan.FromTicks(1));
        await FailAsync(journey);
        await WatchAsync(service);
        await WatchAsync(service);

        var mail = Assert.Single(transport.Given);
        Assert.Contains("At risk: privacy-2.0", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Its notice is not planned, since 2026-03-02 10:00 UTC and after 2 attempts. InvalidDataException:", mail.Text, StringComparison.Ordinal);
        var view = await journey.ViewAsync(Cancellation);
        Assert.Equal((NoticeState.Unplanned, NoticeRisk.NotPlanned), (view.State, view.Forecast.Risk));
        Assert.Contains("after 2 attempts", view.Because, StringComparison.Ordinal);
        Assert.Equal(1, unplanned.LastMeasurement!.Value);
        Assert.Equal("notice.at-risk", Assert.Single(await journey.AuditAsync(Cancellation, "notice.at-risk", "notice.risk-cleared")).Action);

        await text.UploadAsync(kept.Value.Content, overwrite: true, Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        await WatchAsync(service);
        Assert.Equal(NoticeState.Told, (await journey.ViewAsync(Cancellation)).State);
        Assert.Equal(0, unplanned.LastMeasurement!.Value);
        Assert.Contains("No longer at risk: privacy-2.0", transport.Given[^1].Subject, StringComparison.Ordinal);
        Assert.Empty(await service.Get<PlanningTroubles>().ListLastingAsync(Cancellation));
    }

    [Fact]
    public async Task A_version_whose_notice_nobody_so_much_as_tries_to_plan_is_noticed_too()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.PublishBothAsync(Cancellation);

        // Nothing ran for hours: the first look alarms nobody, because whoever plans may be about to.
        service.Clock.Advance(TimeSpan.FromHours(3));
        await WatchAsync(service);
        Assert.Empty(transport.Given);
        service.Clock.Advance(TimeSpan.FromMinutes(10));
        await WatchAsync(service);

        Assert.Contains("Nobody has tried to plan it: look at the timers", Assert.Single(transport.Given).Text, StringComparison.Ordinal);
        Assert.Equal(NoticeJourney.Second, Assert.Single(await service.Get<PlanningTroubles>().ListLastingAsync(Cancellation)).Notice);
    }

    [Fact]
    public async Task The_health_check_tells_of_a_notice_that_cannot_be_planned()
    {
        await using var service = await StartAsync(new ScriptedTransport((_, _) => MailOutcome.Accepted(null)));
        var journey = new NoticeJourney(service);
        await journey.PublishBothAsync(Cancellation);
        await WatchAsync(service);
        await using var host = await TestHost.StartAsync(service, Cancellation);
        Assert.Contains("\"healthy\"", await host.Client.GetStringAsync("/health", Cancellation), StringComparison.Ordinal);

        service.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Contains("no notice could be planned for privacy-2.0", await host.Client.GetStringAsync("/health", Cancellation), StringComparison.Ordinal);
    }

    private static Task WatchAsync(TestService service) => service.Get<NoticeWatch>().RunAsync(Cancellation);

    private static Task<InvalidDataException> FailAsync(NoticeJourney journey) => Assert.ThrowsAsync<InvalidDataException>(() => journey.SweepAsync(Cancellation));

    private static async Task<BlobClient> TextAsync(TestService service, PolicyVersion version) =>
        (await service.Get<StorageLayout>().ContainerAsync("policy-texts", Cancellation)).GetBlobClient($"{version.TextHash}.md");

    private Task<TestService> StartAsync(ScriptedTransport transport) => new ServiceBuilder(azurite)
        .With("Publishing:CoolingOffMinutes", "0").With("Mail:LegalAddress", Legal).WithServices(transport.Replace).StartAsync(Cancellation);
}
