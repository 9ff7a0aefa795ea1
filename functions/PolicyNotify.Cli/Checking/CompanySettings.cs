using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Checking;

/// <summary>The periods a company promises, from the settings file its service reads.</summary>
internal static class CompanySettings
{
    public static Option<string?> Option() => new("--settings") { Description = "The settings file of the service (JSON): its periods and its rules count. Default: the periods the product ships with.", HelpName = "FILE" };

    public static async Task<PublishingOptions> ReadAsync(InputFiles files, string? file, CancellationToken cancellationToken)
    {
        if (file is null)
            return new();

        try
        {
            var section = Section(await files.ReadTextAsync(file, cancellationToken));
            var services = new ServiceCollection();
            services.AddPublishingPeriods(new ConfigurationBuilder().AddInMemoryCollection(section).Build());
            await using var provider = services.BuildServiceProvider();
            return provider.GetRequiredService<IOptions<PublishingOptions>>().Value;
        }
        catch (OptionsValidationException problem)
        {
            throw Unusable(file, string.Join(" ", problem.Failures));
        }
        catch (InvalidOperationException problem)
        {
            // The binder's own message: "Failed to convert configuration value '…' at 'Publishing:NoticeDays' to type '…'."
            var setting = problem.Message.Split('\'').FirstOrDefault(part => part.StartsWith(PublishingOptions.Section + ":", StringComparison.Ordinal));
            throw Unusable(file, setting is null ? $"The section {PublishingOptions.Section} cannot be read." : $"{setting} is no whole number.");
        }
        catch (JsonException problem)
        {
            throw Unusable(file, $"Line {problem.LineNumber + 1} is not JSON.");
        }
    }

    // The settings of the service may carry comments.
    private static IEnumerable<KeyValuePair<string, string?>> Section(string text)
    {
        using var settings = JsonDocument.Parse(text, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return settings.RootElement.ValueKind is JsonValueKind.Object
            && settings.RootElement.TryGetProperty(PublishingOptions.Section, out var section) && section.ValueKind is JsonValueKind.Object
            ? [.. section.EnumerateObject().Select(setting => KeyValuePair.Create($"{PublishingOptions.Section}:{setting.Name}", (string?)setting.Value.ToString()))]
            : [];
    }

    private static CommandFailedException Unusable(string file, string why) =>
        new(ExitCode.BadInput, $"{file} cannot be used as settings. {why}");
}
