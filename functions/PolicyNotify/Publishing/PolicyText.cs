using System.Text;
using System.Text.Unicode;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Problems;

namespace PolicyNotify.Publishing;

/// <summary>Turns the bytes somebody sent into text, or says exactly why they are none.</summary>
internal static class PolicyText
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a stream to its end, but never more than the largest text and one byte.</summary>
    /// <exception cref="RejectedInputException">There is more.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string file, Stream source, int maximum, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[81_920];
        while (await source.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            text.Write(buffer, 0, read);
            if (text.Length > maximum)
            {
                throw TooLarge(file, maximum);
            }
        }

        return text.ToArray();
    }

    /// <summary>
    /// The bytes as they will be stored: all of them except a byte order mark, so that an editor that adds one does not make another text.
    /// </summary>
    /// <exception cref="RejectedInputException">The bytes are too many, none, or not text in UTF-8.</exception>
    public static ReadOnlyMemory<byte> Check(string file, ReadOnlyMemory<byte> bytes, int maximum)
    {
        if (bytes.Length > maximum)
        {
            throw TooLarge(file, maximum);
        }

        var text = bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
        if (FirstInvalid(text.Span) is { } invalid)
        {
            throw Refused("text-encoding", "The text is not UTF-8.", "Save the file as UTF-8 and publish it again.", file, LineOf(text.Span, invalid));
        }

        if (text.Span.IndexOf((byte)0) is var nul and >= 0)
        {
            throw Refused("text-binary", "The file holds a NUL character, so it is no text.", "Publish the Markdown file itself.", file, LineOf(text.Span, nul));
        }

        return Encoding.UTF8.GetString(text.Span).AsSpan().Trim().IsEmpty
            ? throw Refused("text-empty", "The text is empty.", "Write the policy below the front matter and publish it again.", file, null)
            : text;
    }

    private static RejectedInputException TooLarge(string file, int maximum)
    {
        var diagnostic = new Diagnostic(
            "text-too-large", DiagnosticSeverity.Error, $"The text is larger than {maximum} bytes.",
            "Publish the Markdown file itself, without embedded images; Publishing:MaximumTextBytes raises the limit.", file);
        return new(diagnostic.Message, [diagnostic]) { IsTooLarge = true };
    }

    private static RejectedInputException Refused(string code, string message, string help, string file, int? line) =>
        new(message, [new(code, DiagnosticSeverity.Error, message, help, file, line)]);

    private static int? FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return null;
        }

        var position = 0;
        while (Rune.DecodeFromUtf8(bytes[position..], out _, out var read) is System.Buffers.OperationStatus.Done)
        {
            position += read;
        }

        return position;
    }

    private static int LineOf(ReadOnlySpan<byte> bytes, int position) => bytes[..position].Count((byte)'\n') + 1;
}
