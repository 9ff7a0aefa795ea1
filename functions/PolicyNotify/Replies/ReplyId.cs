namespace PolicyNotify.Replies;

/// <summary>Names one received mail: the first 24 hexadecimal digits of the SHA-256 of its raw bytes, so that the same mail is the same reply however often it arrives.</summary>
public sealed record ReplyId
{
    private const int Digits = 24;

    private ReplyId(string value) => Value = value;

    /// <summary>24 lower-case hexadecimal digits.</summary>
    public string Value { get; }

    /// <summary>The reply of a raw mail.</summary>
    public static ReplyId Of(string rawHash)
    {
        ArgumentNullException.ThrowIfNull(rawHash);
        return Parse(rawHash[..Digits]);
    }

    /// <summary>Reads an identifier.</summary>
    /// <exception cref="FormatException">The text is not 24 lower-case hexadecimal digits.</exception>
    public static ReplyId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == Digits && text.All(char.IsAsciiHexDigitLower)
            ? new ReplyId(text)
            : throw new FormatException($"A reply id is {Digits} lower-case hexadecimal digits.");
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
