using Microsoft.Extensions.Options;
using SendGrid.Helpers.Mail;

namespace PolicyNotify.Mail.SendGrid;

/// <summary>Writes messages as SendGrid's API wants them.</summary>
internal sealed class SendGridMessages(IOptions<MailOptions> options, EncodedAttachments encoded)
{
    /// <exception cref="UnwritableMailException">A part of the message cannot stand in a mail.</exception>
    public SendGridMessage Build(OutgoingMail mail)
    {
        var message = new SendGridMessage
        {
            From = Address(mail.From),
            ReplyTo = mail.ReplyTo is { } replyTo ? Address(replyTo) : null,
            Subject = MailText.RequireHeaderValue(mail.Subject, "Subject"),
            Personalizations =
            [
                new Personalization
                {
                    Tos = [Address(mail.To)],
                    CustomArgs = mail.Reference is { } reference ? new() { ["delivery"] = reference } : null,
                },
            ],
            Contents = [new Content("text/plain", mail.Text), new Content("text/html", mail.Html)],
            Headers = new() { ["Message-ID"] = $"<{MailText.RequireHeaderValue(mail.MessageId, "Message-ID")}>" },

            // A legal notice is no place to watch its readers, and rewritten links would hide where they lead.
            TrackingSettings = new TrackingSettings
            {
                ClickTracking = new ClickTracking { Enable = false, EnableText = false },
                OpenTracking = new OpenTracking { Enable = false },
                SubscriptionTracking = new SubscriptionTracking { Enable = false },
            },
        };
        if (options.Value.SendGrid.BypassUnsubscribes)
        {
            // Only the unsubscribe list: mail to an address that bounced or complained would cost the sender's reputation and reach nobody.
            message.MailSettings = new MailSettings { BypassUnsubscribeManagement = new BypassUnsubscribeManagement { Enable = true } };
        }

        foreach (var (name, value) in mail.Headers)
        {
            MailText.RequireHeaderName(name);
            message.Headers[name] = MailText.RequireHeaderValue(value, name);
        }

        if (mail.Attachments.Count > 0)
        {
            message.Attachments = [.. mail.Attachments.Select(Attachment)];
        }

        return message;
    }

    private Attachment Attachment(MailAttachment attachment) => new()
    {
        Content = encoded.Text(attachment),
        Type = attachment.ContentType.Split(';')[0],
        Filename = MailText.OneLine(attachment.FileName),
        Disposition = "attachment",
    };

    private static EmailAddress Address(MailAddress address) =>
        new(MailText.RequireAddress(address.Address), address.Name is { } name ? MailText.OneLine(name) : null);
}
