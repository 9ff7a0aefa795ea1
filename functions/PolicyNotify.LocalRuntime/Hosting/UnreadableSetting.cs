using System.Text.RegularExpressions;

namespace PolicyNotify.LocalRuntime.Hosting;

/// <summary>Words for a setting whose text does not become its type. The binder's exception tells the setting, the text and the type in its message alone.</summary>
internal static partial class UnreadableSetting
{
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>What to set instead; null when the exception is about something else.</summary>
    public static string? Explain(Exception exception)
    {
        if (exception is not InvalidOperationException { Source: Binder })
        {
            return null;
        }

        var failure = Message().Match(exception.Message);
        if (!failure.Success)
        {
            return exception.Message;
        }

        var wanted = Wanted(failure.Groups["type"].Value);
        return $"Set {failure.Groups["path"].Value} to {wanted}: it is '{failure.Groups["value"].Value}'.";
    }

    private static string Wanted(string name)
    {
        var type = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(found => found is not null);
        return type switch
        {
            { IsEnum: true } => OneOf(Enum.GetNames(type)),
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number in range",
            _ when type == typeof(double) || type == typeof(decimal) => "a number",
            _ when type == typeof(TimeSpan) => "a duration such as 00:05:00",
            _ when type == typeof(Uri) => "an address such as https://example.com",
            _ => $"a {type?.Name ?? name}",
        };
    }

    private static string OneOf(string[] names) => names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} or {names[^1]}";

    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<path>[^']*)' to type '(?<type>[^']*)'", RegexOptions.Singleline)]
    private static partial Regex Message();
}
