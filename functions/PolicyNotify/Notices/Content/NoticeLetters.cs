using System.Net;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Content;

/// <summary>Makes one person's copy of a notice.</summary>
internal sealed class NoticeLetters(ReplyTokens tokens, MessageIds ids, IOptions<MailOptions> mail, IOptions<SiteAddressOptions> site)
{
    // Longer than any name; what is longer is somebody's experiment.
    private const int LongestName = 100;

    public OutgoingMail Write(NoticeId notice, NoticeContent content, Recipient recipient)
    {
        var name = recipient.Name is { } given && MailText.OneLine(given) is { Length: > 0 and <= LongestName } line ? line : null;
        var greeting = name is null ? "Hello," : $"Dear {name},";
        return new(
            ids.Of(notice, recipient.Id),
            new MailAddress(recipient.Address, name),
            mail.Value.Sender,
            tokens.AddressOf(notice, recipient.Id, site.Value.CompanyName),
            content.Subject,
            content.Text.Replace(content.GreetingMark, greeting, StringComparison.Ordinal),
            content.Html.Replace(content.GreetingMark, WebUtility.HtmlEncode(greeting), StringComparison.Ordinal),
            content.Attachments,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                // RFC 3834; the second keeps Exchange's out-of-office answers away from the people who read replies.
                ["Auto-Submitted"] = "auto-generated",
                ["X-Auto-Response-Suppress"] = "OOF, AutoReply",
                ["Content-Language"] = content.Language,
            },
            Reference: $"{notice}_{recipient.Id}");
    }
}
