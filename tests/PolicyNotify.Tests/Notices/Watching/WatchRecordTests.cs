using Azure.Core;
using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Notices.Watching;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices.Watching;

/// <summary>What the watch remembers and what it records are one.</summary>
public sealed class WatchRecordTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_processes_that_see_a_risk_at_once_one_records_it()
    {
        var during = new DuringRequest(request => request.Method == RequestMethod.Post && request.Uri.Path.EndsWith("/notices", StringComparison.Ordinal));
        await using var service = await StartAsync(during);
        await using var other = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);
        var journey = await AtRiskAsync(service);

        // The other one looks a second later, just before this one keeps what it has seen.
        during.Then(() =>
        {
            service.Clock.Advance(TimeSpan.FromSeconds(1));
            return other.Get<NoticeWatch>().RunAsync(Cancellation);
        });
        await service.Get<NoticeWatch>().RunAsync(Cancellation);
        await other.Get<NoticeWatch>().RunAsync(Cancellation);

        Assert.Single(await journey.AuditAsync(Cancellation, "notice.at-risk"));
    }

    [Fact]
    public async Task A_risk_that_was_remembered_by_a_process_that_died_is_recorded_by_the_next_look()
    {
        await using var service = await StartAsync(new DuringRequest("/nowhere"));
        var journey = await AtRiskAsync(service);
        var store = service.Get<WatchStore>();
        await service.Get<NoticeWatch>().RunAsync(Cancellation);
        var seen = await store.ReadAsync(NoticeJourney.Second, Cancellation);
        var entry = new AuditEvent(
            "notice.at-risk:never", "notice.at-risk", "privacy-2.0", Actor.System("notice-watch"), new Dictionary<string, string> { ["because"] = "It died." });
        Assert.True(await store.TryKeepAsync(NoticeJourney.Second, seen with { Unrecorded = [entry] }, Cancellation));

        await service.Get<NoticeWatch>().RunAsync(Cancellation);
        await service.Get<NoticeWatch>().RunAsync(Cancellation);

        Assert.Single(await journey.AuditAsync(Cancellation, "notice.at-risk"), recorded => recorded.Details["because"] == "It died.");
        Assert.Empty((await store.ReadAsync(NoticeJourney.Second, Cancellation)).Unrecorded);
    }

    private static async Task<NoticeJourney> AtRiskAsync(TestService service)
    {
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 1, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
        service.Clock.SetUtcNow((await journey.ViewAsync(Cancellation)).TellBy);
        return journey;
    }

    private Task<TestService> StartAsync(DuringRequest during) => new ServiceBuilder(azurite)
        .With("Publishing:CoolingOffMinutes", "0").WithServices(during.Watch)
        .WithServices(new ScriptedTransport((_, _) => MailOutcome.TryLater("450 busy")).Replace).StartAsync(Cancellation);
}
