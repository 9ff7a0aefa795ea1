namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Adds ASP.NET Core to a function application.</summary>
public static class FunctionsApplicationBuilderExtensions
{
    /// <summary>Lets HTTP functions take <c>HttpRequest</c> and return <c>IResult</c>.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.HasWebApplication = true;
        return builder;
    }
}
