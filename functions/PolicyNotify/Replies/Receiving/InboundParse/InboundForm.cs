using System.Text;
using System.Text.Json;
using MimeKit;

namespace PolicyNotify.Replies.Receiving.InboundParse;

/// <summary>The form that Inbound Parse posts. Its fields are bytes: each may be in a charset of its own, and a whole mail in all of its own.</summary>
internal sealed class InboundForm
{
    // A form has one level; what is attached to it may nest without end.
    private const int MaximumDepth = 40;

    private readonly Dictionary<string, MimeEntity> fields = new(StringComparer.OrdinalIgnoreCase);

    private InboundForm(Multipart form)
    {
        foreach (var part in form)
        {
            if (part.ContentDisposition?.Parameters["name"] is { Length: > 0 } name)
                fields.TryAdd(name, part);
        }

        Charsets = Words("charsets");
    }

    /// <summary>The charset of each field, as the sender tells.</summary>
    public IReadOnlyDictionary<string, string> Charsets { get; }

    /// <summary>Reads a form; null when the bytes are none.</summary>
    public static InboundForm? Read(string? contentType, Stream body, CancellationToken cancellationToken)
    {
        body.Position = 0;
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = MaximumDepth;
        try
        {
            return ContentType.TryParse(contentType ?? "", out var type) && type.IsMimeType("multipart", "form-data") && type.Boundary is { Length: > 0 }
                && MimeEntity.Load(options, type, body, cancellationToken) is Multipart { Count: > 0 } form
                    ? new(form)
                    : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public bool Has(string name) => fields.ContainsKey(name);

    public MimeEntity? Part(string name) => fields.GetValueOrDefault(name);

    /// <summary>A field's bytes as they came; empty when there is no such field.</summary>
    public byte[] Bytes(string name)
    {
        using var bytes = new MemoryStream();
        WriteTo(name, bytes);
        return bytes.ToArray();
    }

    public void WriteTo(string name, Stream target)
    {
        switch (fields.GetValueOrDefault(name))
        {
            case MimePart { Content: { } content }:
                content.WriteTo(target);
                break;
            case { } other:
                // A mail or several parts in one: what they hold, without the form's own headers.
                other.WriteTo(FormatOptions.Default, target, contentOnly: true);
                break;
        }
    }

    /// <summary>A field as text, by the charset that the sender tells for it.</summary>
    public string Text(string name) => EncodingOf(Charsets.GetValueOrDefault(name)).GetString(Bytes(name));

    /// <summary>The strings of a field that holds a JSON object, by their names; empty when it holds none.</summary>
    public IReadOnlyDictionary<string, string> Words(string name)
    {
        var words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in Json(name))
        {
            if (property.Value.ValueKind is JsonValueKind.String)
                words[property.Name] = property.Value.GetString()!;
        }

        return words;
    }

    /// <summary>The addresses that the mail was delivered for.</summary>
    public IReadOnlyList<string> SentTo()
    {
        foreach (var property in Json("envelope"))
        {
            if (property.NameEquals("to") && property.Value.ValueKind is JsonValueKind.Array)
                return [.. property.Value.EnumerateArray().Where(address => address.ValueKind is JsonValueKind.String).Select(address => address.GetString()!).Take(100)];
        }

        return [];
    }

    private List<JsonProperty> Json(string name)
    {
        if (!Has(name))
            return [];
        try
        {
            var value = JsonSerializer.Deserialize<JsonElement>(Bytes(name));
            return value.ValueKind is JsonValueKind.Object ? [.. value.EnumerateObject()] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static Encoding EncodingOf(string? charset)
    {
        try
        {
            return charset is { Length: > 0 } ? Encoding.GetEncoding(charset) : Encoding.UTF8;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }
}
