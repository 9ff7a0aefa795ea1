using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PolicyNotify.Tests.LocalRuntime;

/// <summary>Holds the names and shapes to those of the isolated worker, against which the same sources are built for Azure.</summary>
public sealed class WorkerSurfaceTests
{
    [Fact]
    public void Function_marks_methods_and_has_a_name()
    {
        Assert.Equal("Microsoft.Azure.Functions.Worker.FunctionAttribute", typeof(FunctionAttribute).FullName);
        Assert.Equal(AttributeTargets.Method, Usage(typeof(FunctionAttribute)));
        Assert.Equal(["String name"], Constructors(typeof(FunctionAttribute)));
        AssertProperty<string>(typeof(FunctionAttribute), "Name", isSettable: false);
    }

    [Fact]
    public void HttpTrigger_has_four_constructors_and_a_settable_route()
    {
        Assert.Equal("Microsoft.Azure.Functions.Worker.HttpTriggerAttribute", typeof(HttpTriggerAttribute).FullName);
        Assert.Equal(AttributeTargets.Parameter, Usage(typeof(HttpTriggerAttribute)));
        Assert.Equal(
            ["", "AuthorizationLevel authLevel", "AuthorizationLevel authLevel, params String[] methods", "params String[] methods"],
            Constructors(typeof(HttpTriggerAttribute)));
        AssertProperty<string>(typeof(HttpTriggerAttribute), "Route", isSettable: true);
        AssertProperty<string[]>(typeof(HttpTriggerAttribute), "Methods", isSettable: false);
        AssertProperty<AuthorizationLevel>(typeof(HttpTriggerAttribute), "AuthLevel", isSettable: false);
    }

    [Fact]
    public void Authorization_levels_have_their_numbers()
    {
        Assert.Equal("Microsoft.Azure.Functions.Worker.AuthorizationLevel", typeof(AuthorizationLevel).FullName);
        Assert.Equal(
            [("Anonymous", 0), ("User", 1), ("Function", 2), ("System", 3), ("Admin", 4)],
            Enum.GetValues<AuthorizationLevel>().Select(level => (level.ToString(), (int)level)));
    }

    [Fact]
    public void TimerTrigger_takes_a_schedule_and_monitors_by_default()
    {
        Assert.Equal("Microsoft.Azure.Functions.Worker.TimerTriggerAttribute", typeof(TimerTriggerAttribute).FullName);
        Assert.Equal(["String schedule"], Constructors(typeof(TimerTriggerAttribute)));
        AssertProperty<bool>(typeof(TimerTriggerAttribute), "UseMonitor", isSettable: true);
        AssertProperty<bool>(typeof(TimerTriggerAttribute), "RunOnStartup", isSettable: true);
        Assert.True(new TimerTriggerAttribute("0 * * * * *").UseMonitor);
        Assert.False(new TimerTriggerAttribute("0 * * * * *").RunOnStartup);
    }

    [Fact]
    public void TimerInfo_tells_the_schedule_and_whether_it_is_past_due()
    {
        Assert.Equal("Microsoft.Azure.Functions.Worker.TimerInfo", typeof(TimerInfo).FullName);
        AssertProperty<ScheduleStatus>(typeof(TimerInfo), "ScheduleStatus", isSettable: true);
        AssertProperty<bool>(typeof(TimerInfo), "IsPastDue", isSettable: true);
        Assert.Equal("Microsoft.Azure.Functions.Worker.ScheduleStatus", typeof(ScheduleStatus).FullName);
        Assert.All(["Last", "Next", "LastUpdated"], name => AssertProperty<DateTime>(typeof(ScheduleStatus), name, isSettable: true));
    }

    [Fact]
    public void QueueTrigger_takes_a_queue_and_may_name_a_connection()
    {
        Assert.Equal("Microsoft.Azure.Functions.Worker.QueueTriggerAttribute", typeof(QueueTriggerAttribute).FullName);
        Assert.Equal(["String queueName"], Constructors(typeof(QueueTriggerAttribute)));
        AssertProperty<string>(typeof(QueueTriggerAttribute), "QueueName", isSettable: false);
        AssertProperty<string>(typeof(QueueTriggerAttribute), "Connection", isSettable: true);
    }

    [Fact]
    public void The_builder_is_made_from_arguments_and_is_a_host_application_builder()
    {
        Assert.Equal("Microsoft.Azure.Functions.Worker.Builder.FunctionsApplication", typeof(FunctionsApplication).FullName);
        var create = typeof(FunctionsApplication).GetMethod("CreateBuilder", [typeof(string[])])!;
        Assert.True(create.IsStatic);
        Assert.Equal(typeof(FunctionsApplicationBuilder), create.ReturnType);
        Assert.Equal("Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder", typeof(FunctionsApplicationBuilder).FullName);
        Assert.True(typeof(FunctionsApplicationBuilder).IsAssignableTo(typeof(IHostApplicationBuilder)));
        AssertProperty<IServiceCollection>(typeof(FunctionsApplicationBuilder), "Services", isSettable: false);
        AssertProperty<ConfigurationManager>(typeof(FunctionsApplicationBuilder), "Configuration", isSettable: false);
        AssertProperty<IHostEnvironment>(typeof(FunctionsApplicationBuilder), "Environment", isSettable: false);
        AssertProperty<ILoggingBuilder>(typeof(FunctionsApplicationBuilder), "Logging", isSettable: false);
        AssertProperty<IMetricsBuilder>(typeof(FunctionsApplicationBuilder), "Metrics", isSettable: false);
        Assert.Equal(typeof(IHost), typeof(FunctionsApplicationBuilder).GetMethod("Build")!.ReturnType);
    }

    [Fact]
    public void The_web_application_is_configured_by_an_extension_in_the_builders_namespace()
    {
        var extension = typeof(FunctionsApplicationBuilderExtensions).GetMethod("ConfigureFunctionsWebApplication")!;

        Assert.Equal(typeof(FunctionsApplicationBuilder).Namespace, extension.DeclaringType!.Namespace);
        Assert.Equal(typeof(FunctionsApplicationBuilder), Assert.Single(extension.GetParameters()).ParameterType);
    }

    private static AttributeTargets Usage(Type attribute) => attribute.GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn;

    private static IEnumerable<string> Constructors(Type type) => type.GetConstructors()
        .Select(constructor => string.Join(", ", constructor.GetParameters().Select(parameter =>
            $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{parameter.ParameterType.Name} {parameter.Name}")))
        .Order(StringComparer.Ordinal);

    private static void AssertProperty<T>(Type type, string name, bool isSettable)
    {
        var property = type.GetProperty(name);
        Assert.NotNull(property);
        Assert.Equal(typeof(T), property.PropertyType);
        Assert.Equal(isSettable, property.SetMethod is { IsPublic: true });
    }
}
