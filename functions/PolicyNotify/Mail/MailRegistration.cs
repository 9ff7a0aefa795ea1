using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Mail.Pickup;
using PolicyNotify.Mail.SendGrid;
using PolicyNotify.Mail.Smtp;

namespace PolicyNotify.Mail;

internal static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddSingleton<EncodedAttachments>();
        services.AddSingleton<MimeMessages>();
        services.AddSingleton<LegalMailStore>();
        services.AddSingleton<LegalMailbox>();
        services.AddSingleton(provider => new LegalMailHealth(provider.GetRequiredService<LegalMailStore>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PickupTransport>();
        services.AddSingleton<SmtpConnectionPool>();
        services.AddSingleton<SmtpTransport>();
        services.AddSingleton<SendGridMessages>();
        services.AddSingleton<SendGridTransport>();

        // The transport keeps one client for good; the handler follows changes of DNS by itself.
        services.AddHttpClient(SendGridTransport.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) => handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddSingleton<IMailTransport>(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.Transport switch
        {
            MailTransportKind.Smtp => provider.GetRequiredService<SmtpTransport>(),
            MailTransportKind.SendGrid => provider.GetRequiredService<SendGridTransport>(),
            _ => provider.GetRequiredService<PickupTransport>(),
        });
        return services;
    }
}
