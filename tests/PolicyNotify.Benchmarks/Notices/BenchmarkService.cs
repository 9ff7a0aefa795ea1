using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using PolicyNotify.Mail;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>The service as the hosts compose it, with settings for measuring.</summary>
internal static class BenchmarkService
{
    public static ServiceProvider Compose(string storage, string folder, IMailTransport? transport, params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["AzureWebJobsStorage"] = storage,
            ["Site:BaseUrl"] = "https://policies.example.com/",
            ["Site:CompanyName"] = "Example Ltd",
            ["Publishing:CoolingOffMinutes"] = "0",
            ["Recipients:IdKey"] = "a key for benchmarks, of no use to anybody",
            ["Mail:Transport"] = "Pickup",
            ["Mail:From"] = "privacy@example.com",
            ["Mail:Pickup:Folder"] = Path.Combine(folder, "outbox"),
            ["Replies:Address"] = "replies@example.com",
            ["Replies:TokenKeys:0"] = "another key for benchmarks, of no use either",
            ["Replies:Folder:Path"] = Path.Combine(folder, "inbox"),
            ["Api:Keys:bench"] = "a third key for benchmarks, of no use either",
        };
        foreach (var (name, value) in settings)
        {
            values[name] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = folder });
        services.AddPolicyNotify(configuration);
        if (transport is not null)
        {
            services.Replace(ServiceDescriptor.Singleton(transport));
        }

        return services.BuildServiceProvider();
    }
}
