using System.Runtime.CompilerServices;
using System.Text;

namespace PolicyNotify.Mail;

/// <summary>
/// The base64 form of attachments, made once for however many messages carry them. A notice to a million people has two
/// attachments, not two million; the forms live exactly as long as the attachment itself.
/// </summary>
internal sealed class EncodedAttachments
{
    private readonly ConditionalWeakTable<MailAttachment, byte[]> mime = [];
    private readonly ConditionalWeakTable<MailAttachment, string> text = [];

    /// <summary>In lines of 76 characters that end in CRLF, as MIME wants it.</summary>
    public byte[] Mime(MailAttachment attachment) => mime.GetValue(
        attachment, one => Encoding.ASCII.GetBytes(Convert.ToBase64String(one.Content.Span, Base64FormattingOptions.InsertLineBreaks) + "\r\n"));

    /// <summary>In one line, as JSON wants it.</summary>
    public string Text(MailAttachment attachment) => text.GetValue(attachment, one => Convert.ToBase64String(one.Content.Span));
}
