using System.Text;
using MimeKit;
using PolicyNotify.Replies.Judging.Kinds;

namespace PolicyNotify.Replies.Judging.Mime;

/// <summary>Reads a mail of any quality. Attachments are left where they are in the stream and never opened.</summary>
internal static class MailReader
{
    private const int MaximumDepth = 40;
    private const int MaximumParts = 400;
    private const int MaximumHeaders = 400;
    private const int MaximumHeaderLength = 4_000;
    private const int MaximumStatusBytes = 200_000;

    static MailReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads a mail, or returns null when the bytes are no mail at all.</summary>
    /// <param name="stream">Seekable, at the mail's first byte.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static ReadMail? Read(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            var options = ParserOptions.Default.Clone();
            options.MaxMimeDepth = MaximumDepth;
            var message = new MimeParser(options, stream, IsMailboxFile(stream) ? MimeFormat.Mbox : MimeFormat.Entity, persistent: true).ParseMessage(cancellationToken);
            return message.Headers.Count == 0 ? null : Read(message);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException or NotSupportedException or IOException)
        {
            return null;
        }
    }

    // Mailbox files, and what was cut out of them, begin each mail with a line of their own.
    private static bool IsMailboxFile(Stream stream)
    {
        Span<byte> start = stackalloc byte[5];
        var begin = stream.Position;
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = begin;
        return length == start.Length && start.SequenceEqual("From "u8);
    }

    private static ReadMail Read(MimeMessage message)
    {
        var collected = new CollectedParts();
        Walk(message.Body, collected);
        var headers = message.Headers.Take(MaximumHeaders).Select(header => KeyValuePair.Create(header.Field, Cut(header.Value))).ToList();
        var from = message.From.Mailboxes.FirstOrDefault() ?? message.Sender;
        return new ReadMail(
            headers,
            (from?.Address ?? string.Empty).ToLowerInvariant(),
            headers.FirstOrDefault(header => header.Key.Equals("From", StringComparison.OrdinalIgnoreCase)).Value ?? string.Empty,
            Cut(message.Subject ?? string.Empty),
            collected.Plain,
            collected.Html is { } html ? HtmlText.Of(html) : null,
            collected.Types,
            collected.ReportType,
            collected.Bounced)
        {
            ReturnedIds = collected.ReportType is null ? [] : collected.ReturnedIds,
        };
    }

    private static string Cut(string text) => text.Length <= MaximumHeaderLength ? text : text[..MaximumHeaderLength];

    private static void Walk(MimeEntity? body, CollectedParts collected)
    {
        var open = new Stack<MimeEntity>();
        if (body is not null)
            open.Push(body);

        for (var seen = 0; open.Count > 0 && seen < MaximumParts; seen++)
        {
            var entity = open.Pop();
            collected.Types.Add(entity.ContentType.MimeType.ToLowerInvariant());
            switch (entity)
            {
                case Multipart multipart:
                    if (multipart.ContentType.IsMimeType("multipart", "report"))
                        collected.ReportType ??= multipart.ContentType.Parameters["report-type"]?.ToLowerInvariant();
                    foreach (var child in multipart.Reverse().TakeLast(MaximumParts))
                        open.Push(child);
                    break;
                case MessageDeliveryStatus status when status.Content?.Stream?.Length <= MaximumStatusBytes:
                    collected.Bounced.AddRange(BounceReader.FromStatus(status.StatusGroups));
                    break;
                case MessagePart { Message.MessageId: { Length: > 0 and <= MaximumHeaderLength } returned }:
                    collected.ReturnedIds.Add(returned);
                    break;
                case TextPart { IsAttachment: false } text:
                    collected.Take(text);
                    break;
            }
        }
    }
}
