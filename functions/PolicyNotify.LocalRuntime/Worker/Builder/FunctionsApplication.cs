using PolicyNotify.LocalRuntime.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a function application begins.</summary>
public static class FunctionsApplication
{
    /// <summary>A builder with settings from appsettings files, local secrets, the environment and the command line, in rising order of weight.</summary>
    /// <param name="args">The command line, such as <c>--urls http://localhost:8080</c>.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(LocalRuntimeOptions.ForProcess(args));
}
