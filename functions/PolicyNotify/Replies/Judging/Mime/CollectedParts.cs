using System.Text;
using MimeKit;

namespace PolicyNotify.Replies.Judging.Mime;

/// <summary>What is gathered while walking through a mail's parts.</summary>
internal sealed class CollectedParts
{
    // A person writes far less; what lies beyond is quotation or an attack.
    private const int MaximumTextBytes = 200_000;

    public HashSet<string> Types { get; } = new(StringComparer.Ordinal);

    public List<BouncedRecipient> Bounced { get; } = [];

    /// <summary>The identifiers of the messages that a report gives back, or at least their headers.</summary>
    public List<string> ReturnedIds { get; } = [];

    public string? ReportType { get; set; }

    public string? Plain { get; private set; }

    public string? Html { get; private set; }

    public void Take(TextPart part)
    {
        if (part.IsHtml)
            Html = Join(Html, part);
        else if (part.ContentType.IsMimeType("text", "plain") || part.ContentType.IsMimeType("text", "enriched"))
            Plain = Join(Plain, part);
    }

    private static string? Join(string? before, TextPart part)
    {
        if (before?.Length >= MaximumTextBytes || Decode(part) is not { } text)
            return before;
        return before is null ? text : $"{before}\n{text}";
    }

    private static string? Decode(TextPart part)
    {
        if (part.Content is null)
            return null;
        using var content = part.Content.Open();
        var bytes = new byte[MaximumTextBytes];
        var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Decode(bytes.AsSpan(0, length), part.ContentType.Charset);
    }

    private static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        var text = Known(charset)?.GetString(bytes) ?? Guess(bytes);
        return text.Replace("\0", string.Empty, StringComparison.Ordinal);
    }

    private static Encoding? Known(string? charset)
    {
        // What says US-ASCII and is not is read like what says nothing.
        if (string.IsNullOrWhiteSpace(charset) || charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return Encoding.GetEncoding(charset.Trim());
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Guess(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding(1252).GetString(bytes);
        }
    }
}
