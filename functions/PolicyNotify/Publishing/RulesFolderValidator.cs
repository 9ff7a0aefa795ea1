using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PolicyNotify.Publishing;

/// <summary>Stops the start when a company's own rules cannot be used, so that no version is judged by half of them.</summary>
internal sealed class RulesFolderValidator(IHostEnvironment environment) : IValidateOptions<PublishingOptions>
{
    private const string Setting = $"{PublishingOptions.Section}:{nameof(PublishingOptions.RulesFolder)}";

    public ValidateOptionsResult Validate(string? name, PublishingOptions options)
    {
        if (options.RulesFolder is { } folder && string.IsNullOrWhiteSpace(folder))
            return ValidateOptionsResult.Fail($"{Setting} is empty: name a folder with lexicon files, or remove the setting to use the built-in rules.");

        var rules = CompanyRules.Read(options.RulesFolder, environment.ContentRootPath);
        return rules.IsUsable
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(rules.Diagnostics.Select(found =>
                $"{Setting}: {found.File}{(found.Line is { } line ? $":{line}" : "")}: {found.Message} {found.Help}"));
    }
}
