using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PolicyNotify.Evidence;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Watching;
using PolicyNotify.Telemetry;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices.Watching;

public sealed class NoticeWatchTests(AzuriteFixture azurite)
{
    private const string Legal = "legal@example.com";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Legal_is_told_once_of_a_risk_again_the_next_day_and_when_it_is_over()
    {
        var working = false;
        var transport = new ScriptedTransport((mail, _) => working || mail.To.Address == Legal ? MailOutcome.Accepted(null) : MailOutcome.TryLater("450 busy"));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await MailAsync(journey);
        await WatchAsync(service);
        Assert.Empty(ToLegal(transport));

        service.Clock.Advance(TimeSpan.FromMinutes(61));
        await MailAsync(journey);
        await WatchAsync(service);
        await WatchAsync(service);

        var first = Assert.Single(ToLegal(transport));
        Assert.Contains("At risk: privacy-2.0", first.Subject, StringComparison.Ordinal);
        Assert.Contains("nobody has been told", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@example.net", first.Text, StringComparison.Ordinal);
        Assert.Equal(NoticeRisk.NotStarted, (await journey.ViewAsync(Cancellation)).Forecast.Risk);

        service.Clock.Advance(TimeSpan.FromHours(24));
        await WatchAsync(service);
        await WatchAsync(service);
        Assert.Equal(2, ToLegal(transport).Count);

        working = true;
        await MailAsync(journey);
        await WatchAsync(service);
        await WatchAsync(service);
        Assert.Equal(NoticeState.Told, (await journey.ViewAsync(Cancellation)).State);
        Assert.Equal(3, ToLegal(transport).Count);
        Assert.Contains("No longer at risk: privacy-2.0", ToLegal(transport)[^1].Subject, StringComparison.Ordinal);
        Assert.Equal(["notice.at-risk", "notice.risk-cleared"], await ActionsAsync(service));
    }

    [Fact]
    public async Task Legal_is_told_once_that_a_version_is_held_and_once_that_it_is_not_any_more()
    {
        var working = false;
        var transport = new ScriptedTransport((mail, _) => working || mail.To.Address == Legal ? MailOutcome.Accepted(null) : MailOutcome.TryLater("450 busy"));
        await using var service = await StartAsync(transport);
        using var held = new MetricCollector<long>(service.Get<IMeterFactory>(), PolicyNotifyMetrics.MeterName, "policynotify.notice.held");
        using var atRisk = new MetricCollector<long>(service.Get<IMeterFactory>(), PolicyNotifyMetrics.MeterName, "policynotify.notice.at_risk");
        using var outstanding = new MetricCollector<long>(service.Get<IMeterFactory>(), PolicyNotifyMetrics.MeterName, "policynotify.notice.outstanding");
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await MailAsync(journey);
        service.Clock.SetUtcNow((await journey.ViewAsync(Cancellation)).TellBy);
        await WatchAsync(service);
        Assert.Equal((1, 2), (atRisk.LastMeasurement!.Value, outstanding.LastMeasurement!.Value));
        Assert.Contains("still to be told", Assert.Single(ToLegal(transport)).Text, StringComparison.Ordinal);

        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        await WatchAsync(service);
        await WatchAsync(service);

        Assert.Equal(1, held.LastMeasurement!.Value);
        Assert.Single(ToLegal(transport), mail => mail.Subject.Contains("] Held: privacy-2.0", StringComparison.Ordinal));
        working = true;
        await journey.Decisions.PostponeAsync(NoticeJourney.Second, version.EffectiveOn.AddDays(40), NoticeJourney.Because("Mail was down."), Cancellation);
        await WatchAsync(service);
        await WatchAsync(service);
        Assert.Single(ToLegal(transport), mail => mail.Subject.Contains("No longer held: privacy-2.0", StringComparison.Ordinal));
        Assert.Equal(0, held.LastMeasurement!.Value);
    }

    [Fact]
    public async Task A_mail_system_that_turns_us_away_each_time_it_is_tried_is_one_risk_and_one_mail()
    {
        var transport = new ScriptedTransport((mail, _) => mail.To.Address == Legal ? MailOutcome.Accepted(null) : MailOutcome.Stopped("401 bad key"));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);
        await journey.SweepAsync(Cancellation);
        service.Clock.SetUtcNow((await journey.ViewAsync(Cancellation)).TellBy.AddHours(-6));
        await journey.MailAsync(Cancellation);
        for (var tries = 0; tries < 4; tries++)
        {
            await WatchAsync(service);
            service.Clock.Advance(TimeSpan.FromMinutes(16));
            await journey.SweepAsync(Cancellation);
            await WatchAsync(service);
            await journey.MailAsync(Cancellation);
        }

        Assert.Single(ToLegal(transport));
    }

    [Fact]
    public async Task A_notice_that_goes_its_way_gives_legal_nothing_to_read()
    {
        var transport = new ScriptedTransport((_, _) => MailOutcome.Accepted(null));
        await using var service = await StartAsync(transport);
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        var version = await journey.PublishBothAsync(Cancellation);
        await WatchAsync(service);
        await MailAsync(journey);
        await WatchAsync(service);
        service.Clock.SetUtcNow(version.EffectiveAt);
        await journey.TakeEffectAsync(Cancellation);
        await WatchAsync(service);

        Assert.Empty(ToLegal(transport));
    }

    private static Task WatchAsync(TestService service) => service.Get<NoticeWatch>().RunAsync(Cancellation);

    private static async Task MailAsync(NoticeJourney journey)
    {
        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);
    }

    private static IReadOnlyList<OutgoingMail> ToLegal(ScriptedTransport transport) => [.. transport.Given.Where(mail => mail.To.Address == Legal)];

    private static async Task<IReadOnlyList<string>> ActionsAsync(TestService service)
    {
        var actions = new List<string>();
        await foreach (var entry in service.Get<AuditLog>().ReadAsync(0, null, Cancellation))
        {
            if (entry.Action is "notice.at-risk" or "notice.risk-cleared")
            {
                actions.Add(entry.Action);
            }
        }

        return actions;
    }

    private Task<TestService> StartAsync(ScriptedTransport transport) => new ServiceBuilder(azurite)
        .With("Publishing:CoolingOffMinutes", "0").With("Mail:LegalAddress", Legal).WithServices(transport.Replace).StartAsync(Cancellation);
}
