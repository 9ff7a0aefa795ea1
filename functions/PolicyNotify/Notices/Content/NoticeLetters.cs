using System.Net;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Content;

/// <summary>Makes one person's copy of a notice or its reminder. Answers to both go to the same address, because both are answers about the notice.</summary>
internal sealed class NoticeLetters(
    ReplyTokens tokens, MessageIds ids, IOptions<MailOptions> mail, IOptions<SiteAddressOptions> site, IOptions<ReplyAddressOptions> replies)
{
    // Longer than any name; what is longer is somebody's experiment.
    private const int LongestName = 100;
    private const string SampleName = "Sample Recipient";

    public OutgoingMail Write(MailingId mailing, NoticeContent content, Recipient recipient)
    {
        var name = recipient.Name is { } given && MailText.OneLine(given) is { Length: > 0 and <= LongestName } line ? line : null;
        return Write(
            content,
            ids.Of(mailing, recipient.Id),
            new MailAddress(recipient.Address, name),
            tokens.AddressOf(mailing.Notice, recipient.Id, site.Value.CompanyName),
            $"{mailing}_{recipient.Id}");
    }

    /// <summary>The copy of a person who does not exist: nothing differs from the others but that no reply to it is anybody's objection.</summary>
    public OutgoingMail WriteProof(MailingId mailing, int revision, NoticeContent content, MailAddress to)
    {
        var copy = Write(
            content,
            ids.OfProof(mailing, revision),
            to with { Name = SampleName },
            new MailAddress(replies.Value.Address!, site.Value.CompanyName),
            reference: null);
        return copy with
        {
            Headers = new Dictionary<string, string>(copy.Headers, StringComparer.Ordinal)
            {
                ["X-PolicyNotify-Proof"] = FormattableString.Invariant($"{mailing} edition {revision} sha256 {content.Digest}"),
            },
        };
    }

    private OutgoingMail Write(NoticeContent content, string messageId, MailAddress to, MailAddress replyTo, string? reference)
    {
        var greeting = to.Name is null ? "Hello," : $"Dear {to.Name},";
        return new(
            messageId,
            to,
            mail.Value.Sender,
            replyTo,
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
            reference);
    }
}
