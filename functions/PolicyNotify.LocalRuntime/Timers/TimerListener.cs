using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyNotify.LocalRuntime.Functions;

namespace PolicyNotify.LocalRuntime.Timers;

/// <summary>Runs one timer function by its schedule, while this process holds its lease.</summary>
internal sealed partial class TimerListener(
    FunctionDefinition function, TimerSchedule schedule, IServiceScopeFactory scopes, TimeProvider clock, TimeSpan functionTimeout, ILogger logger)
{
    // Slept in slices, so that a clock that is set forward is noticed.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly FunctionInvoker invoker = new(function, []);

    public string Name => function.Name;

    public async Task RunAsync(TimerStatusStore store, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        var isMonitored = function.Timer!.UseMonitor && !schedule.IsUnderAMinute(started);
        var remembered = isMonitored ? await store.ReadAsync(cancellationToken) : null;

        // Sooner than remembered when the schedule was changed or the clock set back.
        var next = Earlier(remembered?.Next ?? DateTimeOffset.MaxValue, schedule.After(started));
        var last = remembered?.Last;
        var isPastDue = next <= started;
        if (isMonitored && remembered is null)
        {
            await store.WriteAsync(new TimerStatus(null, next, started), cancellationToken);
        }

        if (function.Timer.RunOnStartup && !isPastDue)
        {
            await InvokeAsync(Info(last, next, isPastDue: false), cancellationToken);
            last = started;
        }

        while (true)
        {
            var now = clock.GetUtcNow();
            if (now < next)
            {
                await Task.Delay(Shorter(next - now, LongestSleep), clock, cancellationToken);
                continue;
            }

            var following = schedule.After(now);
            isPastDue |= schedule.After(next) <= now;
            await InvokeAsync(isMonitored ? Info(last, following, isPastDue) : new TimerInfo { IsPastDue = isPastDue }, cancellationToken);
            (last, next, isPastDue) = (now, following, false);
            if (isMonitored)
            {
                await store.WriteAsync(new TimerStatus(now, next, clock.GetUtcNow()), cancellationToken);
            }
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset two) => one < two ? one : two;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan two) => one < two ? one : two;

    private TimerInfo Info(DateTimeOffset? last, DateTimeOffset next, bool isPastDue) => new()
    {
        IsPastDue = isPastDue,
        ScheduleStatus = new ScheduleStatus
        {
            Last = last?.UtcDateTime ?? default,
            Next = next.UtcDateTime,
            LastUpdated = clock.GetUtcNow().UtcDateTime,
        },
    };

    // A failed run is not repeated before the next tick, as in the Functions host.
    private async Task InvokeAsync(TimerInfo info, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(functionTimeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await invoker.InvokeAsync(scope.ServiceProvider, info, new Dictionary<string, string?>(), either.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, Name, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Timer function {Function} failed; it runs again at its next tick")]
        public static partial void Failed(ILogger logger, string function, Exception exception);
    }
}
