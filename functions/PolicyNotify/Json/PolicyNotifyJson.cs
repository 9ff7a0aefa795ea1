using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyNotify.Json;

/// <summary>The one JSON form of everything that leaves the service or the command line: camel case, enumerations as words, ISO 8601 times in UTC.</summary>
public static class PolicyNotifyJson
{
    /// <summary>Compact, one line.</summary>
    public static JsonSerializerOptions Compact { get; } = Create(indented: false);

    /// <summary>Indented, for reading.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    private static JsonSerializerOptions Create(bool indented)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = indented,
            // Output is never put into HTML unencoded; readable quotes matter more.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new TextValueConverterFactory());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
