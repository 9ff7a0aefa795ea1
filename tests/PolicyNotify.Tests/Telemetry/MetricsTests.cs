using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using PolicyNotify.Mail;
using PolicyNotify.Telemetry;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Telemetry;

public sealed partial class MetricsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_attempt_is_counted_by_its_outcome_and_timed()
    {
        var transport = new ScriptedTransport((_, call) => call switch
        {
            1 => MailOutcome.Accepted(null),
            2 => MailOutcome.TryLater("429") with { RetryAfter = TimeSpan.FromSeconds(30) },
            _ => MailOutcome.Refused("550"),
        });
        await using var service = await new ServiceBuilder(azurite).With("Publishing:CoolingOffMinutes", "0").With("Notices:SendConcurrency", "1")
            .WithServices(transport.Replace).StartAsync(Cancellation);
        var factory = service.Get<IMeterFactory>();
        using var attempts = new MetricCollector<long>(factory, PolicyNotifyMetrics.MeterName, "policynotify.delivery.attempts");
        using var durations = new MetricCollector<double>(factory, PolicyNotifyMetrics.MeterName, "policynotify.delivery.duration");
        using var throttled = new MetricCollector<long>(factory, PolicyNotifyMetrics.MeterName, "policynotify.delivery.throttled");
        var journey = new NoticeJourney(service);
        await journey.AddPeopleAsync(1, 2, verified: true, Cancellation);
        await journey.PublishBothAsync(Cancellation);

        await journey.SweepAsync(Cancellation);
        await journey.MailAsync(Cancellation);

        var measured = attempts.GetMeasurementSnapshot();
        Assert.Equal(["accepted", "try_later"], measured.Select(one => one.Tags["policynotify.outcome"]));
        Assert.All(measured, one => Assert.Equal("scripted", one.Tags["policynotify.transport"]));
        Assert.Equal(2, durations.GetMeasurementSnapshot().Count);
        Assert.Single(throttled.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task Every_metric_stands_in_the_documentation_with_its_unit()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var documented = TableRow().Matches(await File.ReadAllTextAsync(Path.Combine(AzuriteFixture.Repository, "docs", "telemetry.md"), Cancellation))
            .Select(row => (Name: row.Groups[1].Value, Unit: row.Groups[2].Value)).Order().ToList();
        var published = new List<(string Name, string Unit)>();
        var factory = service.Get<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == PolicyNotifyMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    published.Add((instrument.Name, instrument.Unit!));
                }
            },
        };

        service.Get<PolicyNotifyMetrics>();
        listener.Start();

        Assert.Equal(documented, published.Order());
    }

    [GeneratedRegex(@"^\| `(policynotify\.[a-z_.]+)` \| \w+, (\S+) \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
