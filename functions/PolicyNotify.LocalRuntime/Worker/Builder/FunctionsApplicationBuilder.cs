using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PolicyNotify.LocalRuntime.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds a function application. This one runs the functions in its own process; the isolated worker's of the same name runs them under the Functions host.</summary>
public sealed class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    private readonly LocalRuntimeOptions options;
    private readonly WebApplicationBuilder builder;

    internal FunctionsApplicationBuilder(LocalRuntimeOptions options)
    {
        this.options = options;
        builder = LocalApplication.CreateBuilder(options);
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)builder).Properties;

    /// <summary>The settings; more sources may be added.</summary>
    public ConfigurationManager Configuration => builder.Configuration;

    /// <inheritdoc/>
    IConfigurationManager IHostApplicationBuilder.Configuration => builder.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => builder.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => builder.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => builder.Metrics;

    /// <inheritdoc/>
    public IServiceCollection Services => builder.Services;

    internal bool HasWebApplication { get; set; }

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)builder).ConfigureContainer(factory, configure);

    /// <summary>Finds the functions and makes the application ready to run.</summary>
    public IHost Build() => LocalApplication.Build(builder, options, HasWebApplication);
}
