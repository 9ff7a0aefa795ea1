using System.Security.Cryptography;

namespace PolicyNotify.Publishing;

/// <summary>The SHA-256 of a text's bytes, in lower-case hexadecimal: the name under which the text is stored for good.</summary>
public sealed record TextHash
{
    private TextHash(string value) => Value = value;

    /// <summary>64 hexadecimal digits.</summary>
    public string Value { get; }

    /// <summary>Hashes bytes.</summary>
    public static TextHash Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>Reads a hash.</summary>
    /// <exception cref="FormatException">The text is not 64 lower-case hexadecimal digits.</exception>
    public static TextHash Parse(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower)
        ? new TextHash(text)
        : throw new FormatException("A text hash is 64 lower-case hexadecimal digits.");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
