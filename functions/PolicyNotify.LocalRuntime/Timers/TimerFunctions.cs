using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PolicyNotify.LocalRuntime.Functions;
using PolicyNotify.LocalRuntime.Settings;
using PolicyNotify.LocalRuntime.Storage;

namespace PolicyNotify.LocalRuntime.Timers;

/// <summary>Runs timer functions, each in one process at a time.</summary>
internal sealed partial class TimerFunctions(
    FunctionCatalog catalog,
    HostFile host,
    StorageAccounts accounts,
    IConfiguration configuration,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<TimerFunctions> logger) : BackgroundService
{
    // How soon a process takes over from one that ended.
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private readonly List<TimerListener> listeners = [];

    /// <summary>Reads the schedules first, so that a bad one stops the start.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        listeners.AddRange(catalog.Functions
            .Where(function => function.Timer is not null)
            .Select(function => new TimerListener(
                function, TimerSchedule.Parse(function.Timer!.Schedule, function.Name, configuration), scopes, clock, host.FunctionTimeout, logger)));
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (listeners.Count > 0)
        {
            var container = accounts.HostContainer();
            await Task.WhenAll(listeners.Select(listener => ListenAsync(listener, container, stoppingToken)));
        }
    }

    private async Task ListenAsync(TimerListener listener, BlobContainerClient container, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var lease = await SingletonLease.TryAcquireAsync(container, listener.Name, stopping);
                if (lease is not null)
                {
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, lease.Lost);
                    await listener.RunAsync(new TimerStatusStore(container, listener.Name), either.Token);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException)
            {
                Log.LeaseLost(logger, listener.Name);
            }
            catch (Exception exception) when (StorageFailure.Is(exception))
            {
                Log.StorageFailed(logger, listener.Name, exception);
            }

            await Task.Delay(RetryInterval, TimeProvider.System, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Timer function {Function} lost its lease; another process may run it now")]
        public static partial void LeaseLost(ILogger logger, string function);

        [LoggerMessage(Level = LogLevel.Error, Message = "Timer function {Function} cannot reach its storage; trying again")]
        public static partial void StorageFailed(ILogger logger, string function, Exception exception);
    }
}
