using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace PolicyNotify.Telemetry;

internal static class TelemetryRegistration
{
    // The names that OpenTelemetry gives these settings everywhere.
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceName = "OTEL_SERVICE_NAME";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.AddSingleton<PolicyNotifyMetrics>();
        if (!string.IsNullOrWhiteSpace(configuration[Endpoint]))
        {
            services.AddOpenTelemetry()
                .ConfigureResource(resource =>
                {
                    if (string.IsNullOrEmpty(configuration[ServiceName]))
                    {
                        resource.AddService("policynotify");
                    }
                })
                .WithMetrics(metrics => metrics
                    .AddMeter(PolicyNotifyMetrics.MeterName, "System.Runtime", "System.Net.Http", "Microsoft.AspNetCore.Hosting")
                    .AddOtlpExporter());
        }

        return services;
    }
}
