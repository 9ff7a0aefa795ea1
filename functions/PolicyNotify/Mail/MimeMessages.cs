using System.Text;
using MimeKit;

namespace PolicyNotify.Mail;

/// <summary>Writes messages as MIME: the one place where texts become headers.</summary>
internal sealed class MimeMessages(EncodedAttachments encoded, TimeProvider clock)
{
    /// <exception cref="UnwritableMailException">A part of the message cannot stand in a mail.</exception>
    public MimeMessage Build(OutgoingMail mail)
    {
        var message = new MimeMessage
        {
            MessageId = MailText.RequireHeaderValue(mail.MessageId, "Message-ID"),
            Date = clock.GetUtcNow(),
            Subject = MailText.RequireHeaderValue(mail.Subject, "Subject"),
            Body = Body(mail),
        };
        message.From.Add(Mailbox(mail.From));
        message.To.Add(Mailbox(mail.To));
        if (mail.ReplyTo is { } replyTo)
        {
            message.ReplyTo.Add(Mailbox(replyTo));
        }

        foreach (var (name, value) in mail.Headers)
        {
            MailText.RequireHeaderName(name);
            message.Headers.Add(name, MailText.RequireHeaderValue(value, name));
        }

        return message;
    }

    /// <summary>The form a message is written in: raw UTF-8 headers only where an address cannot be written otherwise.</summary>
    public static FormatOptions FormatOf(MimeMessage message)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.International = message.To.Mailboxes.Concat(message.From.Mailboxes).Any(mailbox => !Ascii.IsValid(mailbox.LocalPart));
        return format;
    }

    private static MailboxAddress Mailbox(MailAddress address) =>
        new(address.Name is { } name ? MailText.OneLine(name) : null, MailText.RequireAddress(address.Address));

    private Multipart Body(OutgoingMail mail)
    {
        var alternative = new MultipartAlternative
        {
            Text("plain", mail.Text),
            Text("html", mail.Html),
        };
        alternative.Boundary = Boundary(mail, "alternative");
        if (mail.Attachments.Count == 0)
        {
            return alternative;
        }

        var mixed = new Multipart("mixed") { alternative };
        mixed.Boundary = Boundary(mail, "mixed");
        foreach (var attachment in mail.Attachments)
        {
            mixed.Add(Attachment(attachment));
        }

        return mixed;
    }

    // Random boundaries would make a repeated message differ from the first.
    private static string Boundary(OutgoingMail mail, string part) =>
        $"={part}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId)).AsSpan(0, 12))}";

    private static TextPart Text(string subtype, string text)
    {
        var part = new TextPart(subtype);
        part.SetText(Encoding.UTF8, text);
        part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        return part;
    }

    private MimePart Attachment(MailAttachment attachment) => new(ContentType.Parse(attachment.ContentType))
    {
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = MailText.OneLine(attachment.FileName) },
        ContentTransferEncoding = ContentEncoding.Base64,
        Content = new MimeContent(new MemoryStream(encoded.Mime(attachment), writable: false), ContentEncoding.Base64),
    };
}
