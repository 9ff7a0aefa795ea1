using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PolicyNotify.Tests.Mail;

/// <summary>Signs webhook requests as SendGrid does, with a key of its own.</summary>
internal sealed class SendGridSigner : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The key as SendGrid's settings page shows it.</summary>
    public string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    public static string TimestampOf(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public string Sign(string timestamp, ReadOnlySpan<byte> body) =>
        Convert.ToBase64String(key.SignData([.. Encoding.ASCII.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    public void Dispose() => key.Dispose();
}
