using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace PolicyNotify.Recipients;

/// <summary>Turns an address into the id under which the person is known everywhere: one person, one id, in any spelling of the address.</summary>
internal sealed class RecipientIdentity(IOptions<RecipientOptions> options)
{
    private const int IdBytes = 12;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    private readonly byte[] key = Encoding.UTF8.GetBytes(options.Value.IdKey!);

    public RecipientId IdOf(string address)
    {
        var mac = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Canonical(address)));
        return RecipientId.Parse(Convert.ToHexStringLower(mac.AsSpan(0, IdBytes)));
    }

    /// <summary>Trimmed, Unicode-composed, in lower case, an international domain in its ASCII form. Never refuses a text.</summary>
    public static string Canonical(string address)
    {
        var text = WellFormed(address.Trim()).Normalize(NormalizationForm.FormC).ToLowerInvariant();
        var at = text.LastIndexOf('@');
        return at < 0 ? text : $"{text[..at]}@{AsciiDomain(text[(at + 1)..])}";
    }

    private static string AsciiDomain(string domain)
    {
        var trimmed = domain.TrimEnd('.');
        try
        {
            return trimmed.Length > 0 ? Idn.GetAscii(trimmed).ToLowerInvariant() : trimmed;
        }
        catch (ArgumentException)
        {
            // No domain name at all, such as an address literal: it stands for itself.
            return trimmed;
        }
    }

    // Half a surrogate pair cannot be normalised; the replacement character can.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
