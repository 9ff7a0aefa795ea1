using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Clock;
using PolicyNotify.Evidence;
using PolicyNotify.EvidencePackages;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Reminders;
using PolicyNotify.Replies;
using PolicyNotify.Site;
using PolicyNotify.Storage;
using PolicyNotify.Telemetry;
using PolicyNotify.Templates;

namespace PolicyNotify;

/// <summary>Composes the service. Hosts and tests call the same method.</summary>
public static class PolicyNotifyRegistration
{
    /// <summary>Adds every stage of the journey.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's settings; a missing or bad one stops the host at start with a message that names it.</param>
    public static IServiceCollection AddPolicyNotify(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services
            .AddClock(configuration)
            .AddTelemetry(configuration)
            .AddStorage()
            .AddEvidence()
            .AddTemplates(configuration)
            .AddMail(configuration)
            .AddPublishing(configuration)
            .AddRecipients(configuration)
            .AddNotices(configuration)
            .AddReplies(configuration)
            .AddReminders(configuration)
            .AddEvidencePackages()
            .AddSite();
    }
}
