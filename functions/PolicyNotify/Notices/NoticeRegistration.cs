using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PolicyNotify.Notices;

internal static class NoticeRegistration
{
    public static IServiceCollection AddNotices(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReplyAddressOptions>().Bind(configuration.GetSection(ReplyAddressOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReplyAddressOptions>, ReplyAddressOptionsValidator>();
        services.AddSingleton<ReplyTokens>();
        services.AddSingleton<MessageIds>();
        return services;
    }
}
