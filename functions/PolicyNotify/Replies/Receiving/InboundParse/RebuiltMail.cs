using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace PolicyNotify.Replies.Receiving.InboundParse;

/// <summary>
/// Makes a mail again of the fields that Inbound Parse took it apart into: the headers as they came, the texts in their charsets, the attachments.
/// The same fields always make the same bytes, so that a mail that is sent twice is one reply.
/// </summary>
internal static class RebuiltMail
{
    private const int MostAttachments = 1_000;

    // They described the body that was taken apart.
    private static readonly string[] OfTheBody = ["Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version"];

    /// <summary>Writes the mail; false when the form holds nothing to make one of.</summary>
    public static bool TryWrite(InboundForm form, Stream target, CancellationToken cancellationToken)
    {
        if (!form.Has("headers") && !form.Has("text") && !form.Has("html") && !form.Has("from"))
            return false;

        var headers = Headers(form, cancellationToken);
        foreach (var header in headers.Where(header => !OfTheBody.Contains(header.Field, StringComparer.OrdinalIgnoreCase)))
        {
            target.Write(Encoding.ASCII.GetBytes(header.Field));
            target.WriteByte((byte)':');
            target.Write(header.RawValue);
        }

        target.Write("MIME-Version: 1.0\r\n"u8);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var body = Body(form, headers);
        body.WriteTo(format, target, cancellationToken);
        return true;
    }

    private static HeaderList Headers(InboundForm form, CancellationToken cancellationToken)
    {
        if (form.Has("headers"))
        {
            using var raw = new MemoryStream();
            form.WriteTo("headers", raw);
            raw.Write("\r\n\r\n"u8);
            raw.Position = 0;
            try
            {
                var list = HeaderList.Load(raw, cancellationToken);
                if (list.Count > 0)
                    return list;
            }
            catch (FormatException)
            {
                // What is left are the fields that name the most important of them.
            }
        }

        var named = new HeaderList();
        foreach (var name in new[] { "From", "To", "Cc", "Subject" })
        {
            if (form.Text(name).ReplaceLineEndings(" ").Trim() is { Length: > 0 } value)
                named.Add(name, value);
        }

        return named;
    }

    private static MimeEntity Body(InboundForm form, HeaderList headers)
    {
        var texts = new[] { ("text", "plain"), ("html", "html") }.Where(field => form.Has(field.Item1)).Select(field => Text(form, field.Item1, field.Item2)).ToList();
        var attachments = Attachments(form).ToList();
        MimeEntity text = texts is [var only] ? only : Enclosed(form, new Multipart("alternative"), texts);
        if (attachments.Count == 0)
            return text;
        var whole = new Multipart("mixed");
        if (ContentType.TryParse(headers["Content-Type"] ?? "", out var original) && original.IsMimeType("multipart", "report"))
        {
            // What kind of report it is decides how it is read.
            whole = new Multipart("report");
            whole.ContentType.Parameters["report-type"] = original.Parameters["report-type"] ?? "delivery-status";
        }

        return Enclosed(form, whole, [text, .. attachments]);
    }

    private static Multipart Enclosed(InboundForm form, Multipart around, IEnumerable<MimeEntity> parts)
    {
        foreach (var part in parts)
            around.Add(part);
        around.Boundary = $"=_{around.ContentType.MediaSubtype}_{Convert.ToHexStringLower(SHA256.HashData([.. form.Bytes("headers"), .. form.Bytes("text"), .. form.Bytes("html")]))[..40]}";
        return around;
    }

    private static MimePart Text(InboundForm form, string field, string subtype)
    {
        var part = Part(new ContentType("text", subtype), form, field);
        part.ContentType.Parameters["charset"] = form.Charsets.GetValueOrDefault(field) is { Length: > 0 } charset ? charset : "utf-8";
        return part;
    }

    private static IEnumerable<MimeEntity> Attachments(InboundForm form)
    {
        var identifiers = form.Words("content-ids").GroupBy(pair => pair.Value).ToDictionary(group => group.Key, group => group.First().Key);
        for (var number = 1; number <= MostAttachments; number++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"attachment{number}");
            if (form.Part(field) is not { } part)
                yield break;
            if (part is MessagePart { Message: { } message })
            {
                yield return new MessagePart("rfc822", message) { ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) };
                continue;
            }

            // What holds parts of its own is handed on as it is; under its own type it would have to be taken apart once more.
            var type = part is MimePart ? new ContentType(part.ContentType.MediaType, part.ContentType.MediaSubtype) : new ContentType("application", "octet-stream");
            var attachment = Part(type, form, field);
            attachment.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment);
            if (part.ContentDisposition?.FileName is { Length: > 0 } name)
                attachment.FileName = name;
            if (identifiers.TryGetValue(field, out var identifier) && MimeUtils.EnumerateReferences($"<{identifier.Trim('<', '>')}>").FirstOrDefault() is { } known)
                attachment.ContentId = known;
            yield return attachment;
        }
    }

    private static MimePart Part(ContentType type, InboundForm form, string field)
    {
        var content = new MemoryStream(form.Bytes(field), writable: false);
        return type.IsMimeType("message", "delivery-status") || type.IsMimeType("text", "rfc822-headers")
            ? new MimePart(type) { Content = new MimeContent(content), ContentTransferEncoding = ContentEncoding.EightBit }
            : new MimePart(type) { Content = new MimeContent(content), ContentTransferEncoding = ContentEncoding.Base64 };
    }
}
