using System.Text.Json;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Evidence;
using PolicyNotify.Json;
using PolicyNotify.Problems;
using PolicyNotify.Publishing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Publishing;

public sealed class VersionLifecycleTests(AzuriteFixture azurite)
{
    private static readonly Actor Timer = Actor.System("take-effect");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_takes_effect_from_the_first_moment_of_its_day_and_not_before()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);
        var version = (await driver.PublishAsync(new PolicyDraft().Sharing())).Version;

        service.Clock.SetUtcNow(version.EffectiveAt.AddTicks(-1));
        await Assert.ThrowsAsync<ConflictingStateException>(() => TakeEffectAsync(service, "2.0"));
        service.Clock.SetUtcNow(version.EffectiveAt);
        var inForce = await TakeEffectAsync(service, "2.0");

        Assert.Equal((VersionState.InForce, version.EffectiveAt), (inForce.State, inForce.InForceSince));
        Assert.Equal(inForce, await driver.Versions.InForceAsync(PublishingDriver.Privacy, Cancellation));
        Assert.Equal(VersionState.Superseded, (await driver.VersionAsync("1.0")).State);
        Assert.Empty(await driver.Versions.ListPendingAsync(Cancellation));
    }

    [Fact]
    public async Task Versions_take_effect_in_order()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft().Sharing());
        await driver.PublishAsync(new PolicyDraft().Sharing().Reworded("Clearer."));
        service.Clock.Advance(TimeSpan.FromDays(60));

        await Assert.ThrowsAsync<ConflictingStateException>(() => TakeEffectAsync(service, "2.1"));
        await TakeEffectAsync(service, "2.0");
        await TakeEffectAsync(service, "2.1");

        Assert.Equal(VersionState.Superseded, (await driver.VersionAsync("2.0")).State);
        Assert.Equal("2.1", (await driver.Versions.InForceAsync(PublishingDriver.Privacy, Cancellation))!.Number.ToString());
        await Assert.ThrowsAsync<ConflictingStateException>(() => TakeEffectAsync(service, "2.0"));
    }

    [Fact]
    public async Task Taking_effect_twice_leaves_one_entry_in_the_audit_log()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft().Sharing());
        service.Clock.Advance(TimeSpan.FromDays(60));
        await using var beside = await new ServiceBuilder(azurite).Beside(service).StartAsync(Cancellation);

        await Task.WhenAll(TakeEffectAsync(service, "2.0"), TakeEffectAsync(beside, "2.0"), TakeEffectAsync(service, "2.0"));

        var entry = Assert.Single(await driver.AuditAsync(), one => one is { Action: "version.in-force", Subject: "privacy/2.0" });
        Assert.Equal("1.0", entry.Details["supersedes"]);
        Assert.Equal("system:take-effect", entry.Actor);
    }

    [Fact]
    public async Task A_held_version_says_why_and_may_take_effect_later()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft().Sharing());
        service.Clock.Advance(TimeSpan.FromDays(60));

        await HoldAsync(service, "3 people have not been told.");
        var held = await HoldAsync(service, "2 people have not been told.");
        var pending = await driver.Versions.ListPendingAsync(Cancellation);
        var inForce = await TakeEffectAsync(service, "2.0");

        Assert.Equal((VersionState.Held, "2 people have not been told."), (held.State, held.HeldBecause));
        Assert.Equal([held], pending);
        Assert.Equal((VersionState.InForce, null), (inForce.State, inForce.HeldBecause));
        Assert.Equal("3 people have not been told.", Assert.Single(await driver.AuditAsync(), one => one.Action == "version.held").Details["because"]);
    }

    [Fact]
    public async Task Why_a_version_is_held_is_not_told_to_everybody()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft().Sharing());
        service.Clock.Advance(TimeSpan.FromDays(60));
        await HoldAsync(service, "3 people have not been told.");

        var published = service.Get<PublishedVersions>();
        var version = await published.VersionAsync("privacy", "2.0", Cancellation);
        string[] told =
        [
            JsonSerializer.Serialize(await published.DocumentsAsync(Cancellation), PolicyNotifyJson.Compact),
            JsonSerializer.Serialize(await published.VersionsAsync("privacy", Cancellation), PolicyNotifyJson.Compact),
            JsonSerializer.Serialize(await published.DetailsAsync(version, Cancellation), PolicyNotifyJson.Compact),
            JsonSerializer.Serialize(await published.RedlineAsync("privacy", "2.0", null, Cancellation), PolicyNotifyJson.Compact),
        ];

        Assert.All(told, json => Assert.DoesNotContain("have not been told", json, StringComparison.Ordinal));
        Assert.All(told[..3], json => Assert.Contains("\"state\":\"held\"", json, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_that_is_held_again_after_being_postponed_leaves_an_entry_each_time()
    {
        await using var service = await StartAsync();
        var driver = new PublishingDriver(service);
        await driver.PublishAsync(new PolicyDraft().Sharing());

        await HoldAsync(service, "3 people have not been told.");
        await service.Get<VersionLifecycle>().PostponeAsync(PublishingDriver.Privacy, new(2, 0), new(2026, 6, 1), "More time.", Timer, Cancellation);
        await HoldAsync(service, "1 person has not been told.");

        Assert.Equal(
            ["version.published", "version.held", "version.postponed", "version.held"],
            (await driver.AuditAsync()).Where(one => one.Subject == "privacy/2.0").Select(one => one.Action));
    }

    [Fact]
    public async Task What_is_in_force_cannot_be_held_and_what_does_not_exist_is_unknown()
    {
        await using var service = await StartAsync();
        var lifecycle = service.Get<VersionLifecycle>();

        await Assert.ThrowsAsync<ConflictingStateException>(
            () => lifecycle.HoldAsync(PublishingDriver.Privacy, VersionNumber.First, "x", Timer, Cancellation));
        await Assert.ThrowsAsync<UnknownResourceException>(() => TakeEffectAsync(service, "7.0"));
    }

    private static Task<PolicyVersion> TakeEffectAsync(TestService service, string number) =>
        service.Get<VersionLifecycle>().MarkInForceAsync(PublishingDriver.Privacy, VersionNumber.Parse(number), Timer, Cancellation);

    private static Task<PolicyVersion> HoldAsync(TestService service, string reason) =>
        service.Get<VersionLifecycle>().HoldAsync(PublishingDriver.Privacy, VersionNumber.Parse("2.0"), reason, Timer, Cancellation);

    private async Task<TestService> StartAsync()
    {
        var service = await new ServiceBuilder(azurite).StartAsync(Cancellation);
        await new PublishingDriver(service).PublishAsync(new PolicyDraft());
        return service;
    }
}
