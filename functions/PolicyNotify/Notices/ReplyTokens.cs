using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PolicyNotify.Mail;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices;

/// <summary>Signs and checks the reply addresses by which an answer is matched to the person and the notice it answers.</summary>
internal sealed class ReplyTokens
{
    // Keeps a signature of this kind from ever meaning anything else under the same key.
    private const string Purpose = "policy-notify reply token 1";

    private readonly string mailbox;
    private readonly string domain;
    private readonly byte[][] keys;

    public ReplyTokens(IOptions<ReplyAddressOptions> options)
    {
        var address = options.Value.Address!;
        var at = address.LastIndexOf('@');
        (mailbox, domain) = (address[..at], address[(at + 1)..]);
        keys = [.. options.Value.TokenKeys.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The token of one person's copy; the same each time.</summary>
    public ReplyToken Create(NoticeId notice, RecipientId recipient)
    {
        var bytes = new byte[ReplyToken.RecipientBytes + ReplyToken.HintBytes + ReplyToken.SignatureBytes];
        Convert.FromHexString(recipient.Value).CopyTo(bytes, 0);
        Convert.FromHexString(HintOf(notice)).CopyTo(bytes, ReplyToken.RecipientBytes);
        Sign(keys[0], notice, recipient).CopyTo(bytes, ReplyToken.RecipientBytes + ReplyToken.HintBytes);
        return ReplyToken.Of(bytes);
    }

    /// <summary>The address a person's copy asks to be answered to.</summary>
    public MailAddress AddressOf(NoticeId notice, RecipientId recipient, string? name) =>
        new($"{mailbox}+{Create(notice, recipient).Text}@{domain}", name);

    /// <summary>What a token says about its notice before it is checked: the first 4 bytes of the SHA-256 of the notice's id, in hexadecimal.</summary>
    public static string HintOf(NoticeId notice) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notice.ToString())).AsSpan(0, ReplyToken.HintBytes));

    /// <summary>Whether we made this token for this notice, under any of our keys. Takes the same time whatever the answer.</summary>
    public bool IsGenuine(ReplyToken token, NoticeId notice)
    {
        var genuine = false;
        foreach (var key in keys)
        {
            genuine |= CryptographicOperations.FixedTimeEquals(Sign(key, notice, token.Recipient), token.Signature.Span);
        }

        return genuine && token.NoticeHint == HintOf(notice);
    }

    private static byte[] Sign(byte[] key, NoticeId notice, RecipientId recipient) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Purpose}\n{notice}\n{recipient}"))[..ReplyToken.SignatureBytes];
}
