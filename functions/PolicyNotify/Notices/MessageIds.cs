using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices;

/// <summary>Names our messages so that a repeat, an answer or a provider's event is recognised without looking anything up.</summary>
internal sealed class MessageIds(IOptions<MailOptions> options)
{
    private const int HashLength = 20;

    private readonly string domain = options.Value.From![(options.Value.From!.LastIndexOf('@') + 1)..];

    /// <summary>The Message-ID of one person's copy, without angle brackets; the same each time.</summary>
    public string Of(NoticeId notice, RecipientId recipient) => $"{HashOf(notice, recipient)}.{notice}@{domain}";

    /// <summary>Which notice a Message-ID of ours belongs to. Says nothing about who wrote it: compare with <see cref="Of"/>.</summary>
    public bool TryReadNotice(string messageId, [NotNullWhen(true)] out NoticeId? notice)
    {
        notice = null;
        var text = messageId.Trim().Trim('<', '>');
        var at = text.LastIndexOf('@');
        if (at <= HashLength + 1
            || text[HashLength] != '.'
            || !text.AsSpan(0, HashLength).ToString().All(char.IsAsciiHexDigit)
            || !text.AsSpan(at + 1).Equals(domain, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            notice = NoticeId.Parse(text[(HashLength + 1)..at].ToLowerInvariant());
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // The recipient's id is already a keyed hash; hashing it with the notice keeps mails of one person unlinkable by their ids.
    private static string HashOf(NoticeId notice, RecipientId recipient) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{notice}|{recipient}")))[..HashLength];
}
