using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PolicyNotify.LocalRuntime.Functions;
using PolicyNotify.LocalRuntime.Settings;
using PolicyNotify.LocalRuntime.Storage;

namespace PolicyNotify.LocalRuntime.Queues;

/// <summary>Runs queue functions.</summary>
internal sealed class QueueFunctions(
    FunctionCatalog catalog, HostFile host, StorageAccounts accounts, IServiceScopeFactory scopes, ILogger<QueueFunctions> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(catalog.Functions.Where(function => function.Queue is not null).Select(function => Listener(function).RunAsync(stoppingToken)));

    private QueueListener Listener(FunctionDefinition function)
    {
        var (name, connection) = (function.Queue!.QueueName, function.Queue.Connection);
        return new QueueListener(function, accounts.Queue(connection, name), accounts.Queue(connection, $"{name}-poison"), scopes, host, logger);
    }
}
