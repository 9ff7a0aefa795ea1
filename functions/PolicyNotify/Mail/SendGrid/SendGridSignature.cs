using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PolicyNotify.Mail.SendGrid;

/// <summary>
/// Checks that a webhook request comes from SendGrid: ECDSA with P-256 and SHA-256 over the timestamp header followed by the raw body.
/// Events and inbound mail are signed the same way, each webhook with its own key.
/// </summary>
internal sealed class SendGridSignature(SendGridPublicKey key, TimeSpan window, TimeProvider clock)
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    // Two clocks need not agree to the second.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    // Seconds since 1970 need no more until the year 33658.
    private const int LongestTimestamp = 12;

    /// <summary>Judges a body that is in memory.</summary>
    public SendGridSignatureVerdict Verify(string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp ?? string.Empty));
        hash.AppendData(body);
        return Judge(signature, timestamp, hash.GetCurrentHash());
    }

    /// <summary>Judges a body that is read from where the stream stands to its end, for bodies too large to hold twice.</summary>
    public async Task<SendGridSignatureVerdict> VerifyAsync(string? signature, string? timestamp, Stream body, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp ?? string.Empty));
        var buffer = new byte[81_920];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            hash.AppendData(buffer.AsSpan(0, read));
        }

        return Judge(signature, timestamp, hash.GetCurrentHash());
    }

    private SendGridSignatureVerdict Judge(string? signature, string? timestamp, byte[] hash)
    {
        if (string.IsNullOrEmpty(signature) || string.IsNullOrEmpty(timestamp))
        {
            return SendGridSignatureVerdict.Missing;
        }

        var bytes = new byte[signature.Length];
        if (timestamp.Length > LongestTimestamp
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || !Convert.TryFromBase64String(signature, bytes, out var length))
        {
            return SendGridSignatureVerdict.Malformed;
        }

        // The signature first: who did not sign learns nothing about our clock.
        if (!key.Signed(hash, bytes.AsSpan(0, length)))
        {
            return SendGridSignatureVerdict.Forged;
        }

        var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds);
        return age <= window && age >= -ClockSkew ? SendGridSignatureVerdict.Genuine : SendGridSignatureVerdict.OutsideWindow;
    }
}
