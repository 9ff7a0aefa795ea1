using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PolicyNotify.LocalRuntime.Azurite;
using PolicyNotify.LocalRuntime.Storage;

namespace PolicyNotify.LocalRuntime.Hosting;

/// <summary>Starts storage before the application and stops it after. Says what kept it from starting in words, not as a stack trace.</summary>
internal sealed class LocalHost(WebApplication app, LocalRuntimeOptions options) : IHost, IAsyncDisposable
{
    // For a parent process that must not leave this one behind, however it ends itself: the pipe closes with it.
    private const string StopAtEndOfInput = "StopAtEndOfInput";

    private LocalStorage? storage;

    public IServiceProvider Services => app.Services;

    /// <summary>Where it listens, once started.</summary>
    public IReadOnlyCollection<string> Addresses => [.. app.Urls];

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (app.Configuration[StopAtEndOfInput] is "true")
        {
            _ = Task.Run(StopWithInputAsync, CancellationToken.None);
        }

        try
        {
            // Elsewhere than in development a forgotten setting must not end in an emulator that looks like storage.
            if (app.Environment.IsDevelopment() && !StorageAccounts.IsConfigured(app.Configuration, StorageAccounts.HostSetting))
            {
                storage = await LocalStorage.OpenAsync(options.ContentRoot, Console.WriteLine, cancellationToken);
                app.Configuration[StorageAccounts.HostSetting] = storage.ConnectionString;
            }

            await app.StartAsync(cancellationToken);
            if (options.OwnsProcess)
            {
                Console.WriteLine($"Listening on {string.Join(" and ", Addresses)}");
            }
        }
        catch (Exception exception) when (options.OwnsProcess && Explain(exception) is { } explanation)
        {
            await Console.Error.WriteLineAsync($"Could not start. {explanation}");
            Environment.ExitCode = 1;
            app.Lifetime.StopApplication();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => app.StopAsync(cancellationToken);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        if (storage is not null)
        {
            await storage.DisposeAsync();
            storage = null;
        }
    }

    private async Task StopWithInputAsync()
    {
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null, CancellationToken.None);
        app.Lifetime.StopApplication();
    }

    private static string? Explain(Exception exception) => exception switch
    {
        LocalRuntimeException => exception.Message,
        OptionsValidationException settings => string.Join(Environment.NewLine, settings.Failures),
        AggregateException several when several.InnerExceptions.All(inner => Explain(inner) is not null) =>
            string.Join(Environment.NewLine, several.InnerExceptions.Select(Explain)),
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Choose another address with --urls, such as --urls http://localhost:7072.",
        _ => UnreadableSetting.Explain(exception),
    };
}
