using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class TimerFunctionsTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset HalfPastNine = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private readonly Recorder recorder = new();
    private readonly FakeTimeProvider clock = new(HalfPastNine);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tick_comes_at_its_time_and_not_a_second_before()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        await using var host = await StartAsync(storage);
        await StatusWrittenAsync(storage);

        clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("10:00 past due False last never next 11:00", await recorder.NextAsync(Cancellation));
        Assert.Empty(recorder.Rest());
    }

    [Fact]
    public async Task A_tick_missed_while_nothing_ran_is_made_up_for_once_at_the_next_start()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        await using (await StartAsync(storage))
        {
            await StatusWrittenAsync(storage);
        }

        clock.Advance(TimeSpan.FromHours(5));
        await using (await StartAsync(storage))
        {
            Assert.Equal("14:30 past due True last never next 15:00", await recorder.NextAsync(Cancellation));
        }

        await using (await StartAsync(storage))
        {
            clock.Advance(TimeSpan.FromMinutes(30));
            Assert.StartsWith("15:00", await recorder.NextAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    // The limit is for a runtime that forgets: the test would wait for ever.
    [Fact(Timeout = 60_000)]
    public async Task What_ran_is_remembered_for_the_next_process()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        await using (await StartAsync(storage))
        {
            await StatusWrittenAsync(storage);
            clock.Advance(TimeSpan.FromMinutes(30));
            await recorder.NextAsync(Cancellation);
            while (!(await Status(storage).DownloadContentAsync(Cancellation)).Value.Content.ToString().Contains("T10:00:00", StringComparison.Ordinal)
                || (await Status(storage).DownloadContentAsync(Cancellation)).Value.Content.ToString().Contains("\"Last\":null", StringComparison.OrdinalIgnoreCase))
            {
                await Task.Yield();
            }
        }

        clock.Advance(TimeSpan.FromHours(2));
        await using var next = await StartAsync(storage);

        Assert.Equal("12:00 past due True last 10:00 next 13:00", await recorder.NextAsync(Cancellation));
    }

    [Fact]
    public async Task A_clock_set_forward_runs_the_timer_once_as_past_due()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        await using var host = await StartAsync(storage);
        await StatusWrittenAsync(storage);

        clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal("09:30 past due True last never next 10:00", await recorder.NextAsync(Cancellation));
        Assert.Empty(recorder.Rest());
    }

    [Fact]
    public async Task Two_processes_run_a_timer_once_and_the_second_takes_over_when_the_first_ends()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        var second = new Recorder();
        var one = await StartAsync(storage);
        await StatusWrittenAsync(storage);
        await using var two = await RuntimeHost.StartAsync(typeof(TimerProbe), second, storage, clock, cancellationToken: Cancellation);

        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.StartsWith("10:00", await recorder.NextAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(second.Rest());
        await one.DisposeAsync();
        clock.Advance(TimeSpan.FromMinutes(60));

        Assert.StartsWith("11:00 past due True", await second.NextAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(recorder.Rest());
    }

    [Fact]
    public async Task A_timer_told_to_also_runs_at_start_and_a_failure_does_not_stop_it()
    {
        var storage = await azurite.NewAccountAsync(Cancellation);
        await using var host = await RuntimeHost.StartAsync(typeof(StartupTimerProbe), recorder, storage, clock, cancellationToken: Cancellation);
        Assert.Equal("past due False", await recorder.NextAsync(Cancellation));

        clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal("past due False", await recorder.NextAsync(Cancellation));
    }

    private static BlobClient Status(string storage) => new(storage, "azure-webjobs-hosts", "timers/local/TimerProbe/status");

    private static async Task StatusWrittenAsync(string storage)
    {
        while (!await Status(storage).ExistsAsync(Cancellation))
        {
            await Task.Yield();
        }
    }

    private Task<RuntimeHost> StartAsync(string storage) =>
        RuntimeHost.StartAsync(typeof(TimerProbe), recorder, storage, clock, cancellationToken: Cancellation);
}
