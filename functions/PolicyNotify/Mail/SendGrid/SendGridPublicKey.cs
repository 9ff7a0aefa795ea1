using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PolicyNotify.Mail.SendGrid;

/// <summary>The verification key that SendGrid shows where a webhook's signature is switched on: base64 of the DER of a P-256 public key.</summary>
internal sealed class SendGridPublicKey
{
    private const string P256 = "1.2.840.10045.3.1.7";

    private readonly byte[] der;

    private SendGridPublicKey(byte[] der) => this.der = der;

    /// <summary>Reads a key; white space around and within it does not matter.</summary>
    /// <param name="text">The setting's value.</param>
    /// <param name="key">The key.</param>
    /// <param name="problem">What is wrong with the text, to follow the setting's name; null when nothing is.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SendGridPublicKey? key, [NotNullWhen(false)] out string? problem)
    {
        (key, problem) = (null, null);
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length == 0)
        {
            problem = "is not base64: copy the verification key as SendGrid shows it, without BEGIN and END lines";
            return false;
        }

        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(bytes.AsSpan(0, length), out var read);
            if (read == length && ecdsa.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256)
            {
                key = new SendGridPublicKey(bytes[..length]);
                return true;
            }
        }
        catch (CryptographicException)
        {
            // Not a public key at all; the answer is the same as for a key of another kind.
        }

        problem = "is not a public key of the curve P-256: copy the verification key that SendGrid shows for this webhook";
        return false;
    }

    /// <summary>Whether the holder of the private key signed what has this SHA-256.</summary>
    public bool Signed(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        // A key object is not safe for concurrent use, and importing one takes microseconds.
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(der, out _);
        return ecdsa.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
    }
}
