using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyNotify.Json;

/// <summary>Writes identifiers (types with a static <c>Parse(string)</c> that returns themselves) as the text they stand for.</summary>
internal sealed class TextValueConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.Namespace?.StartsWith("PolicyNotify", StringComparison.Ordinal) == true && ParseOf(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(TextValueConverter<>).MakeGenericType(typeToConvert), ParseOf(typeToConvert))!;

    private static MethodInfo? ParseOf(Type type)
    {
        var parse = type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string)]);
        return parse?.ReturnType == type ? parse : null;
    }

    private sealed class TextValueConverter<T>(MethodInfo parse) : JsonConverter<T>
        where T : notnull
    {
        private readonly Func<string, T> parse = parse.CreateDelegate<Func<string, T>>();

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return parse(reader.GetString() ?? throw new JsonException("A text is required."));
            }
            catch (FormatException exception)
            {
                throw new JsonException(exception.Message, exception);
            }
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString()!);
    }
}
