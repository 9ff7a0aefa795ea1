using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PolicyNotify.Templates;

internal static class TemplateRegistration
{
    public static IServiceCollection AddTemplates(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TemplateOptions>()
            .Bind(configuration.GetSection(TemplateOptions.Section))
            .Validate<IHostEnvironment>(
                (options, environment) => options.Folder is null || Directory.Exists(Path.Combine(environment.ContentRootPath, options.Folder)),
                "Templates:Folder names a folder that does not exist: create it, or remove the setting to use the built-in templates.")
            .ValidateOnStart();
        services.AddSingleton<TemplateFiles>();
        services.AddSingleton<TemplateLibrary>();
        return services;
    }
}
