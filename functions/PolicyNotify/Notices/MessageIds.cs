using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices;

/// <summary>
/// Names our messages so that a repeat, an answer or a provider's event is recognised without looking anything up. What stands before the
/// mailing is the recipient's id and the start of the mailing's hash in one enciphered block: we can read it back, nobody can make one up,
/// and the mails of one person cannot be told from those of others.
/// </summary>
internal sealed class MessageIds(IOptions<MailOptions> mail, IOptions<RecipientOptions> recipients)
{
    // Keeps a block of this kind from ever meaning anything else under the same key.
    private const string Purpose = "policy-notify message id 1";
    private const int RecipientBytes = 12;
    private const int BlockBytes = 16;
    private const int BlockLength = 2 * BlockBytes;

    private readonly string domain = mail.Value.From![(mail.Value.From!.LastIndexOf('@') + 1)..];

    // Of the key that never changes, because a message that is sent again has to keep its name.
    private readonly byte[] key = HMACSHA256.HashData(Encoding.UTF8.GetBytes(recipients.Value.IdKey!), Encoding.UTF8.GetBytes(Purpose));

    /// <summary>The Message-ID of one person's copy, without angle brackets; the same each time.</summary>
    public string Of(MailingId mailing, RecipientId recipient)
    {
        var block = new byte[BlockBytes];
        Convert.FromHexString(recipient.Value).CopyTo(block, 0);
        HashOf(mailing).CopyTo(block.AsSpan(RecipientBytes));
        using var cipher = Cipher();
        return $"{Convert.ToHexStringLower(cipher.EncryptEcb(block, PaddingMode.None))}.{mailing}@{domain}";
    }

    /// <summary>The Message-ID of an edition's proof, without angle brackets. It is nobody's copy: no reply to it is matched by it.</summary>
    public string OfProof(MailingId mailing, int revision) =>
        FormattableString.Invariant($"{mailing}.{revision}.proof.legal@{domain}");

    /// <summary>Whose copy of which mailing a Message-ID of ours names. False for one that we did not make.</summary>
    public bool TryRead(string messageId, [NotNullWhen(true)] out MailingId? mailing, [NotNullWhen(true)] out RecipientId? recipient)
    {
        recipient = null;
        if (!TryReadMailing(messageId, out mailing))
            return false;

        using var cipher = Cipher();
        var block = cipher.DecryptEcb(Convert.FromHexString(messageId.Trim().TrimStart('<').AsSpan(0, BlockLength)), PaddingMode.None);
        if (!CryptographicOperations.FixedTimeEquals(block.AsSpan(RecipientBytes), HashOf(mailing)))
            return false;
        recipient = RecipientId.Parse(Convert.ToHexStringLower(block.AsSpan(0, RecipientBytes)));
        return true;
    }

    /// <summary>Which mailing a Message-ID in the form of ours belongs to. Says nothing about who wrote it: see <see cref="TryRead"/>.</summary>
    public bool TryReadMailing(string messageId, [NotNullWhen(true)] out MailingId? mailing)
    {
        mailing = null;
        var text = messageId.Trim().Trim('<', '>');
        var at = text.LastIndexOf('@');
        if (at <= BlockLength + 1
            || text[BlockLength] != '.'
            || !text.AsSpan(0, BlockLength).ToString().All(char.IsAsciiHexDigit)
            || !text.AsSpan(at + 1).Equals(domain, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            mailing = MailingId.Parse(text[(BlockLength + 1)..at].ToLowerInvariant());
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private Aes Cipher()
    {
        var cipher = Aes.Create();
        cipher.Key = key;
        return cipher;
    }

    private static byte[] HashOf(MailingId mailing) => SHA256.HashData(Encoding.UTF8.GetBytes(mailing.ToString()))[..(BlockBytes - RecipientBytes)];
}
