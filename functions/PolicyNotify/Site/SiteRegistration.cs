using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

internal static class SiteRegistration
{
    public static IServiceCollection AddSite(this IServiceCollection services)
    {
        services.AddSingleton<SitePaths>();
        services.AddSingleton<SiteAssets>();
        services.AddSingleton<SiteShell>();
        services.AddSingleton<PublishedTexts>();
        services.AddSingleton<VersionReasons>();
        services.AddSingleton<VersionViews>();
        services.AddSingleton<HomePage>();
        services.AddSingleton<PolicyPage>();
        services.AddSingleton<HistoryPage>();
        services.AddSingleton<ChangesPage>();
        services.AddSingleton<MessagePage>();
        services.AddSingleton<FeedEntries>();
        services.AddSingleton<AtomFeed>();
        services.AddSingleton<JsonFeed>();
        services.AddSingleton<Banner>();
        services.AddSingleton(provider => new PolicySite(
            provider.GetRequiredService<VersionStore>(),
            provider.GetRequiredService<HomePage>(),
            provider.GetRequiredService<PolicyPage>(),
            provider.GetRequiredService<HistoryPage>(),
            provider.GetRequiredService<ChangesPage>(),
            provider.GetRequiredService<MessagePage>(),
            provider.GetRequiredService<AtomFeed>(),
            provider.GetRequiredService<JsonFeed>(),
            provider.GetRequiredService<Banner>(),
            provider.GetRequiredService<SiteAssets>()));
        return services;
    }
}
