using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>
/// Signs events as the specification "Standard Webhooks" says: HMAC-SHA256 over identifier, time and body, so that neither can be exchanged
/// and an old event cannot be played again.
/// </summary>
internal static class WebhookSignature
{
    public const string Prefix = "whsec_";

    private const int ShortestKey = 24;
    private const int LongestKey = 64;

    public static bool IsKey(string? secret) => TryReadKey(secret, out _);

    /// <summary>The value of the header <c>webhook-signature</c>: one signature for each key, so that receivers with either key accept it.</summary>
    public static string Of(IEnumerable<string> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var signed = new byte[Encoding.UTF8.GetMaxByteCount(id.Length + 24) + body.Length];
        var length = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}."), signed);
        body.CopyTo(signed.AsSpan(length));
        var content = signed.AsMemory(0, length + body.Length);
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), content.Span))}"));
    }

    private static byte[] KeyOf(string secret) => TryReadKey(secret, out var key) ? key : throw new ArgumentException("The secret is not one that can sign.", nameof(secret));

    private static bool TryReadKey(string? secret, out byte[] key)
    {
        key = [];
        if (secret?.StartsWith(Prefix, StringComparison.Ordinal) != true)
            return false;
        var bytes = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length) || length is < ShortestKey or > LongestKey)
            return false;
        key = bytes[..length];
        return true;
    }
}
