using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;

namespace PolicyNotify.Clock;

internal static class ClockRegistration
{
    public static IServiceCollection AddClock(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection(DemoOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DemoOptions>, DemoOptionsValidator>();
        services.TryAddSingleton(Clock);
        services.AddSingleton(provider => new DemoClock(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<AuditLog>()));
        return services;
    }

    private static TimeProvider Clock(IServiceProvider provider)
    {
        // Reading the options validates them: no movable clock is ever made where it is refused.
        var options = provider.GetRequiredService<IOptions<DemoOptions>>().Value;
        return options.Clock
            ? new MovableTimeProvider(TimeProvider.System, Path.Combine(provider.GetRequiredService<IHostEnvironment>().ContentRootPath, options.ClockFile))
            : TimeProvider.System;
    }
}
