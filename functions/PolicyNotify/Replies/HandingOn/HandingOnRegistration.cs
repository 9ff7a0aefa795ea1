using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Telemetry;

namespace PolicyNotify.Replies.HandingOn;

internal static class HandingOnRegistration
{
    public static IServiceCollection AddHandingOn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();

        services.AddWebhookClient(WebhookSender.HttpClientName, allowPrivate: false).AddWebhookClient(WebhookSender.PrivateHttpClientName, allowPrivate: true);
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton<CloudEvents>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<ObjectionHandOn>();
        services.AddSingleton(provider => new WebhookDelivery(
            provider.GetRequiredService<ObjectionHandOn>(),
            provider.GetRequiredService<WebhookOutbox>(),
            provider.GetRequiredService<WebhookSender>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<PolicyNotifyMetrics>(),
            provider.GetRequiredService<IOptions<WebhookOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<WebhookDelivery>>()));
        services.AddSingleton(provider => new WebhookDirectory(
            provider.GetRequiredService<WebhookOutbox>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<IOptions<WebhookOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static IServiceCollection AddWebhookClient(this IServiceCollection services, string name, bool allowPrivate)
    {
        // The factory's own logging would write endpoints' addresses, which may hold secrets.
        services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.UseProxy = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.ConnectCallback = (context, cancellationToken) => WebhookConnections.OpenAsync(context, allowPrivate, cancellationToken);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        return services;
    }
}
