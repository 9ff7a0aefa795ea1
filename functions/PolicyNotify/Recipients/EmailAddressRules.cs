using System.Globalization;
using System.Text;
using MimeKit;

namespace PolicyNotify.Recipients;

/// <summary>Says why a text is no address that a notice could reach.</summary>
internal static class EmailAddressRules
{
    // RFC 5321, 4.5.3.1: 64 octets before the at sign; 254 for the whole, which is what a path of 256 leaves.
    private const int LongestLocalPart = 64;
    private const int LongestAddress = 254;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>What is wrong, in one sentence without the address itself; null when nothing is.</summary>
    public static string? Problem(string address)
    {
        if (address.Length == 0)
        {
            return "The address is empty.";
        }

        if (address.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
        {
            return address.Contains('<', StringComparison.Ordinal)
                ? "The address stands together with a name."
                : "The address contains a space or a control character.";
        }

        var at = address.LastIndexOf('@');
        return at < 0 ? "The address has no @." : ProblemOfParts(address, address[..at], address[(at + 1)..]);
    }

    private static string? ProblemOfParts(string address, string local, string domain)
    {
        if (local.Length == 0)
        {
            return "The address has nothing before the @.";
        }

        if (local.IndexOfAny(['"', '(', ')', ',', ':', ';', '<', '>', '[', ']', '\\', '@']) >= 0)
        {
            return "The part before the @ contains a character that may not stand there.";
        }

        if (local.StartsWith('.') || local.EndsWith('.') || local.Contains("..", StringComparison.Ordinal))
        {
            return "The part before the @ has a dot at its start, at its end or twice in a row.";
        }

        if (AsciiDomain(domain) is not { } ascii)
        {
            return "The part after the @ is no domain name.";
        }

        if (Encoding.UTF8.GetByteCount(local) > LongestLocalPart || Encoding.UTF8.GetByteCount(local) + 1 + ascii.Length > LongestAddress)
        {
            return $"The address is longer than {LongestLocalPart} characters before the @ or {LongestAddress} in all.";
        }

        return MailboxAddress.TryParse(ParserOptions.Default, address, out var mailbox) && string.IsNullOrEmpty(mailbox.Name) && mailbox.Route.Count == 0
            ? null
            : "The address does not have the form name@example.com.";
    }

    private static string? AsciiDomain(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain);
            var labels = ascii.Split('.');
            return labels.Length >= 2 && labels.All(label => label.Length > 0) && !labels[^1].All(char.IsAsciiDigit) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
