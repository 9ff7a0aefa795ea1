using System.Diagnostics.CodeAnalysis;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices;

/// <summary>
/// What the reply address of one person's copy of a notice carries: 12 bytes of recipient, 4 bytes that hint at the notice and
/// 9 bytes of signature, in 40 characters of base32 (RFC 4648, lower case, because mail systems change the case of addresses).
/// A token is only believed after <see cref="ReplyTokens.IsGenuine"/>.
/// </summary>
internal sealed record ReplyToken
{
    public const int TextLength = 40;
    internal const int RecipientBytes = 12;
    internal const int HintBytes = 4;
    internal const int SignatureBytes = 9;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private ReplyToken(string text, byte[] bytes)
    {
        Text = text;
        Recipient = RecipientId.Parse(Convert.ToHexStringLower(bytes.AsSpan(0, RecipientBytes)));
        NoticeHint = Convert.ToHexStringLower(bytes.AsSpan(RecipientBytes, HintBytes));
        Signature = bytes.AsMemory(RecipientBytes + HintBytes, SignatureBytes);
    }

    public string Text { get; }

    /// <summary>Whose copy it was.</summary>
    public RecipientId Recipient { get; }

    /// <summary>The start of the notice's hash; see <see cref="ReplyTokens.HintOf"/>.</summary>
    public string NoticeHint { get; }

    internal ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Finds a token in an address such as <c>mailbox+token@domain</c>.</summary>
    public static bool TryFindIn(string address, [NotNullWhen(true)] out ReplyToken? token)
    {
        var at = address.LastIndexOf('@');
        var local = at < 0 ? address : address[..at];
        return TryParse(local[(local.LastIndexOf('+') + 1)..], out token);
    }

    /// <summary>Reads a token's 40 characters, in any letter case.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ReplyToken? token)
    {
        token = null;
        if (text.Length != TextLength)
        {
            return false;
        }

        var bytes = new byte[TextLength * 5 / 8];
        for (var index = 0; index < TextLength; index++)
        {
            var value = Alphabet.IndexOf(char.ToLowerInvariant(text[index]), StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            for (var bit = 0; bit < 5; bit++)
            {
                var position = (index * 5) + bit;
                bytes[position / 8] |= (byte)(((value >> (4 - bit)) & 1) << (7 - (position % 8)));
            }
        }

        token = new ReplyToken(text.ToLowerInvariant(), bytes);
        return true;
    }

    internal static ReplyToken Of(byte[] bytes)
    {
        var text = string.Create(TextLength, bytes, static (characters, source) =>
        {
            for (var index = 0; index < characters.Length; index++)
            {
                var value = 0;
                for (var bit = 0; bit < 5; bit++)
                {
                    var position = (index * 5) + bit;
                    value = (value << 1) | ((source[position / 8] >> (7 - (position % 8))) & 1);
                }

                characters[index] = Alphabet[value];
            }
        });
        return new ReplyToken(text, bytes);
    }

    /// <summary>Redacted: whoever holds a token can speak for the person.</summary>
    public override string ToString() => "(token)";
}
