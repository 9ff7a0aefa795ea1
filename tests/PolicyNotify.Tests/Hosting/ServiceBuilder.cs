using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace PolicyNotify.Tests.Hosting;

/// <summary>
/// Composes the service as the hosts do (AddPolicyNotify), on a storage account, folders and secrets of its own and a clock that tests move.
/// <code>await using var service = await new ServiceBuilder(azurite).With("Publishing:NoticeDays", "14").StartAsync(cancellationToken);</code>
/// </summary>
public sealed class ServiceBuilder(AzuriteFixture azurite)
{
    private readonly Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Action<IServiceCollection>> changes = [];
    private TestService? other;

    /// <summary>Monday, 2 March 2026, 09:00 UTC: where every test's clock starts.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Overrides a setting; null removes it.</summary>
    public ServiceBuilder With(string setting, string? value)
    {
        settings[setting] = value;
        return this;
    }

    /// <summary>Changes registrations after the service's own, such as to put a transport that fails in a certain way in the place of the real one.</summary>
    public ServiceBuilder WithServices(Action<IServiceCollection> change)
    {
        changes.Add(change);
        return this;
    }

    /// <summary>Uses another service's storage account, folders, secrets and clock: the same installation after a restart, or a second process beside it.</summary>
    public ServiceBuilder Beside(TestService running)
    {
        other = running;
        return this;
    }

    /// <summary>Composes the service and validates its settings as a host does at start.</summary>
    public async Task<TestService> StartAsync(CancellationToken cancellationToken)
    {
        var folder = other?.Folder ?? Directory.CreateTempSubdirectory("policynotify-test-").FullName;
        var clock = other?.Clock ?? new FakeTimeProvider(Start);
        var values = other is null
            ? Defaults(folder, await azurite.NewAccountAsync(cancellationToken))
            : new Dictionary<string, string?>(other.Settings, StringComparer.OrdinalIgnoreCase);
        foreach (var (setting, value) in settings)
        {
            values[setting] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = AzuriteFixture.Repository });
        services.AddPolicyNotify(configuration);
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(clock);
        changes.ForEach(change => change(services));

        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var service = new TestService(provider, clock, folder, values, ownsFolder: other is null);
        try
        {
            provider.GetService<IStartupValidator>()?.Validate();
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    private static Dictionary<string, string?> Defaults(string folder, string storage) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["AzureWebJobsStorage"] = storage,
        ["Site:BaseUrl"] = "https://policies.example.com/",
        ["Site:CompanyName"] = "Example Ltd",
        ["Publishing:CoolingOffMinutes"] = "60",
        ["Recipients:IdKey"] = NewSecret(),
        ["Mail:Transport"] = "Pickup",
        ["Mail:From"] = "privacy@example.com",
        ["Mail:FromName"] = "Example Ltd",
        ["Mail:Pickup:Folder"] = Path.Combine(folder, "outbox"),
        ["Replies:Address"] = "replies@example.com",
        ["Replies:TokenKeys:0"] = NewSecret(),
        ["Replies:Folder:Path"] = Path.Combine(folder, "inbox"),
        ["Api:Keys:tests"] = NewSecret(),
    };

    private static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
