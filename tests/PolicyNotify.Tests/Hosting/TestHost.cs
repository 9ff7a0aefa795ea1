using System.Net.Http.Headers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PolicyNotify.Functions;
using PolicyNotify.Functions.Http;
using PolicyNotify.LocalRuntime.Hosting;

namespace PolicyNotify.Tests.Hosting;

/// <summary>
/// The function application in the test's process, composed as Program.cs does and listening on a port of its own.
/// Runs only the HTTP functions unless told otherwise, so that nothing happens that the test did not ask for.
/// <code>await using var host = await TestHost.StartAsync(service, cancellationToken);</code>
/// </summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly string apiKey;

    private TestHost(IHost host, Uri address, string apiKey)
    {
        this.host = host;
        this.apiKey = apiKey;
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
    }

    /// <summary>Calls without an API key.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => host.Services;

    /// <summary>A client that sends the API key <c>tests</c>.</summary>
    public HttpClient ClientWithKey()
    {
        var client = new HttpClient { BaseAddress = Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        return client;
    }

    /// <summary>Starts the HTTP functions over a service's storage, folders, settings and clock.</summary>
    public static Task<TestHost> StartAsync(TestService service, CancellationToken cancellationToken) =>
        StartAsync(service, [.. typeof(ApiGate).Assembly.GetExportedTypes().Where(HasHttpTrigger)], new Dictionary<string, string?>(), cancellationToken);

    /// <summary>Starts these function classes, with further settings.</summary>
    public static async Task<TestHost> StartAsync(
        TestService service, IReadOnlyList<Type> functions, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        string[] args = ["--urls", "http://127.0.0.1:0", "--environment", settings.GetValueOrDefault("environment") ?? "Testing"];
        var builder = new FunctionsApplicationBuilder(
            new LocalRuntimeOptions(args, service.Folder, AppContext.BaseDirectory, functions, OwnsProcess: false));
        builder.ConfigureFunctionsWebApplication();
        builder.Configuration.AddInMemoryCollection(service.Settings);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddPolicyNotify(builder.Configuration);
        builder.Services.AddFunctions(builder.Configuration);
        if (settings.GetValueOrDefault("Demo:Clock") != "true")
        {
            builder.Services.RemoveAll<TimeProvider>();
            builder.Services.AddSingleton<TimeProvider>(service.Clock);
        }

        return await StartAsync(builder, service, cancellationToken);
    }

    /// <summary>Starts an application that a test composed by itself.</summary>
    internal static async Task<TestHost> StartAsync(FunctionsApplicationBuilder builder, TestService service, CancellationToken cancellationToken)
    {
        builder.Logging.ClearProviders();
        var host = (LocalHost)builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            return new TestHost(host, new Uri(host.Addresses.Single()), service.ApiKey);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync(CancellationToken.None);
        host.Dispose();
    }

    private static bool HasHttpTrigger(Type type) =>
        type.GetMethods().Any(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(HttpTriggerAttribute), false)));
}
