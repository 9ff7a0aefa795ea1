using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PolicyNotify.LocalRuntime.Functions;
using PolicyNotify.LocalRuntime.Http;
using PolicyNotify.LocalRuntime.Queues;
using PolicyNotify.LocalRuntime.Settings;
using PolicyNotify.LocalRuntime.Storage;
using PolicyNotify.LocalRuntime.Timers;

namespace PolicyNotify.LocalRuntime.Hosting;

/// <summary>Composes the runtime around an application's functions.</summary>
internal static class LocalApplication
{
    private const string DefaultUrl = "http://localhost:7071";

    public static WebApplicationBuilder CreateBuilder(LocalRuntimeOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = options.Args,
            ContentRootPath = options.ContentRoot,
            EnvironmentName = EnvironmentName(options.Args),
        });
        AddSettings(builder.Configuration, builder.Environment.EnvironmentName, options);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning).AddFilter("System", LogLevel.Warning);

        // Whatever it logs as an error it throws as well, and a failed start is told in words.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        return builder;
    }

    public static IHost Build(WebApplicationBuilder builder, LocalRuntimeOptions options, bool hasWebApplication)
    {
        var catalog = FunctionCatalog.From(options.FunctionTypes);
        var host = HostFile.Read(options.SettingsFolder);
        var http = catalog.Functions.Where(function => function.Http is not null).ToList();
        if (http.Count > 0 && !hasWebApplication)
        {
            throw new LocalRuntimeException("Call ConfigureFunctionsWebApplication() on the builder: there are HTTP functions.");
        }

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(catalog);
        builder.Services.AddSingleton(host);
        builder.Services.AddSingleton<StorageAccounts>();
        builder.Services.AddSingleton<HttpFunctions>();
        builder.Services.AddHostedService<TimerFunctions>();
        builder.Services.AddHostedService<QueueFunctions>();

        var app = builder.Build();
        if (string.IsNullOrEmpty(app.Configuration["urls"]))
        {
            app.Urls.Add(DefaultUrl);
        }

        app.Services.GetRequiredService<HttpFunctions>().Map(app, http, host.RoutePrefix);
        return new LocalHost(app, options);
    }

    private static string EnvironmentName(string[] args) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("environment", Environments.Development)])
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddEnvironmentVariables("AZURE_FUNCTIONS_")
        .AddCommandLine(args)
        .Build()["environment"]!;

    // Below the environment and the command line, which the web application's builder has added by now.
    private static void AddSettings(ConfigurationManager configuration, string environment, LocalRuntimeOptions options)
    {
        using var files = new PhysicalFileProvider(options.SettingsFolder);
        string[] names = ["appsettings.json", $"appsettings.{environment}.json"];
        var at = 0;
        foreach (var name in names)
        {
            configuration.Sources.Insert(at++, new JsonConfigurationSource { FileProvider = files, Path = name, Optional = true });
        }

        var secrets = LocalSecrets.Ensure(configuration, options.ContentRoot);
        configuration.Sources.Insert(at, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = secrets });

        // At the very bottom: whatever anybody sets comes before it.
        configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = LocalAddress.Ensure(configuration, DefaultUrl) });
    }
}
