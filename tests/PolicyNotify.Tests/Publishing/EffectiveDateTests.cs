using System.Globalization;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Publishing;

/// <summary>The clock starts on Monday, 2 March 2026, 09:00 UTC; cooling-off is 60 minutes.</summary>
public sealed class EffectiveDateTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Earliest = new(2026, 4, 3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_earliest_lawful_date_is_accepted_and_the_day_before_is_refused_with_that_date()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);
        var change = new PolicyDraft().Sharing();

        var refusal = await driver.RefusedAsync(change with { Effective = Earliest.AddDays(-1) });
        var result = await driver.PublishAsync(change with { Effective = Earliest });

        var finding = Assert.Single(refusal.Diagnostics, one => one.Severity is DiagnosticSeverity.Error);
        Assert.Equal(("effective-too-early", "effective"), (finding.Code, finding.Field));
        Assert.Contains("2026-04-03", finding.Message, StringComparison.Ordinal);
        Assert.Equal(Earliest, result.Version.EffectiveOn);
        Assert.Equal(new DateTimeOffset(2026, 4, 3, 0, 0, 0, TimeSpan.Zero), result.Version.EffectiveAt);
    }

    [Fact]
    public async Task Dates_are_told_alike_wherever_the_service_runs()
    {
        // The Thai calendar counts 543 years more.
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("th-TH");
        await using var service = await StartAsync();

        var refusal = await new PublishingDriver(service).RefusedAsync(new PolicyDraft { Effective = Earliest.AddDays(-1) }.Sharing());

        Assert.Contains("2026-04-03", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_date_is_taken_as_given()
    {
        await using var service = await StartAsync();

        var result = await new PublishingDriver(service).PublishAsync(new PolicyDraft { Effective = new DateOnly(2026, 7, 1) }.Sharing());

        Assert.Equal(new DateOnly(2026, 7, 1), result.Version.EffectiveOn);
    }

    [Fact]
    public async Task A_date_of_a_slipped_finger_is_refused()
    {
        await using var service = await StartAsync();

        var refusal = await new PublishingDriver(service).RefusedAsync(new PolicyDraft { Effective = new DateOnly(2206, 7, 1) }.Sharing());

        Assert.Equal("effective-too-late", Assert.Single(refusal.Diagnostics, one => one.Severity is DiagnosticSeverity.Error).Code);
    }

    [Theory]
    [InlineData("22:59:59", 3)]
    [InlineData("23:00:00", 4)]
    public async Task Cooling_off_past_midnight_costs_a_day(string time, int day)
    {
        await using var service = await StartAsync();
        service.Clock.SetUtcNow(new DateTimeOffset(new DateOnly(2026, 3, 2), TimeOnly.Parse(time, CultureInfo.InvariantCulture), TimeSpan.Zero));

        var result = await new PublishingDriver(service).PublishAsync(new PolicyDraft().Sharing());

        Assert.Equal(new DateOnly(2026, 4, day), result.Version.EffectiveOn);
    }

    [Fact]
    public async Task The_days_are_those_of_the_policys_time_zone()
    {
        await using var service = await StartAsync();
        service.Clock.SetUtcNow(new DateTimeOffset(2026, 3, 2, 20, 0, 0, TimeSpan.Zero));

        var result = await new PublishingDriver(service).PublishAsync(new PolicyDraft { TimeZone = "Asia/Kathmandu" }.Sharing());

        // It is already 3 March there, a quarter to three in the morning.
        Assert.Equal(new DateOnly(2026, 4, 4), result.Version.EffectiveOn);
        Assert.Equal(new DateTimeOffset(2026, 4, 3, 18, 15, 0, TimeSpan.Zero), result.Version.EffectiveAt);
    }

    [Fact]
    public async Task A_minor_version_may_not_be_dated_before_today()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);

        var refusal = await driver.RefusedAsync(new PolicyDraft { Effective = new DateOnly(2026, 3, 1) }.Reworded("a"));
        var today = await driver.PublishAsync(new PolicyDraft { Effective = new DateOnly(2026, 3, 2) }.Reworded("b"));
        var tomorrow = await driver.PublishAsync(new PolicyDraft { Effective = new DateOnly(2026, 3, 3) }.Reworded("c"));

        Assert.Contains(refusal.Diagnostics, one => one.Code == "effective-too-early");
        Assert.Equal(VersionState.InForce, today.Version.State);
        Assert.Equal(VersionState.Scheduled, tomorrow.Version.State);
    }

    [Fact]
    public async Task A_minor_version_waits_for_an_earlier_one_that_is_still_to_come()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft().Sharing());

        var refusal = await driver.RefusedAsync(new PolicyDraft { Effective = Earliest.AddDays(-1) }.Sharing().Reworded("x"));
        var result = await driver.PublishAsync(new PolicyDraft().Sharing().Reworded("x"));

        Assert.Contains(refusal.Diagnostics, one => one.Message.Contains("still to take effect", StringComparison.Ordinal));
        Assert.Equal("2.1", result.Version.Number.ToString());
        Assert.Equal((Earliest, VersionState.Scheduled), (result.Version.EffectiveOn, result.Version.State));
    }

    [Fact]
    public async Task A_significant_version_queues_behind_an_earlier_one_and_still_leaves_everybody_thirty_days()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft { Effective = new DateOnly(2026, 9, 1) }.Sharing());

        var behind = await driver.PublishAsync(new PolicyDraft().Sharing().Sharing("data brokers"));
        service.Clock.SetUtcNow(new DateTimeOffset(2026, 8, 20, 9, 0, 0, TimeSpan.Zero));
        var late = await driver.PublishAsync(new PolicyDraft().Sharing().Sharing("data brokers").Sharing("insurers"));

        Assert.Equal(new DateOnly(2026, 9, 1), behind.Version.EffectiveOn);
        Assert.Equal(new DateOnly(2026, 9, 21), late.Version.EffectiveOn);
    }

    [Fact]
    public async Task A_first_version_dated_in_the_past_takes_effect_today_with_a_warning()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);

        var result = await new PublishingDriver(service).PublishAsync(new PolicyDraft { Effective = new DateOnly(2020, 1, 1) });

        Assert.Equal((new DateOnly(2026, 3, 2), VersionState.InForce), (result.Version.EffectiveOn, result.Version.State));
        Assert.Contains(result.Remarks, one => one is { Code: "effective-in-past", Severity: DiagnosticSeverity.Warning });
    }

    [Fact]
    public async Task A_first_version_may_be_dated_in_the_future()
    {
        await using var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        var driver = new PublishingDriver(service);

        var result = await driver.PublishAsync(new PolicyDraft { Effective = new DateOnly(2026, 3, 3) });

        Assert.Equal(VersionState.Scheduled, result.Version.State);
        Assert.Null(await driver.Versions.InForceAsync(PublishingDriver.Privacy, Cancellation));
    }

    [Fact]
    public async Task A_date_left_over_from_the_version_before_is_left_out_of_account_once_it_is_past()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);
        var dated = new PolicyDraft { Effective = new DateOnly(2026, 3, 5) };
        await driver.PublishAsync(dated);
        service.Clock.Advance(TimeSpan.FromDays(10));
        await service.Get<VersionLifecycle>().MarkInForceAsync(PublishingDriver.Privacy, new(1, 1), PublishingDriver.Legal, Cancellation);

        var result = await driver.PublishAsync(dated.Reworded("Typing errors corrected."));

        Assert.Equal((new DateOnly(2026, 3, 12), VersionState.InForce), (result.Version.EffectiveOn, result.Version.State));
        Assert.Contains(result.Remarks, one => one.Code == "effective-left-over");
    }

    private async Task<TestService> StartAsync()
    {
        var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await new PublishingDriver(service).PublishAsync(new PolicyDraft());
        return service;
    }
}
