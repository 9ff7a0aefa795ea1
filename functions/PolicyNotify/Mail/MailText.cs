using System.Text;
using MimeKit;

namespace PolicyNotify.Mail;

/// <summary>Keeps what people typed from becoming headers of its own.</summary>
internal static class MailText
{
    /// <summary>A text for display with every control character (line breaks first of all) turned into a blank.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text.Trim();
        }

        var line = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            line.Append(char.IsControl(character) ? ' ' : character);
        }

        return line.ToString().Trim();
    }

    public static string RequireHeaderValue(string value, string name) => value.Any(char.IsControl)
        ? throw new UnwritableMailException($"The header {name} contains a line break or another control character.")
        : value;

    public static void RequireHeaderName(string name)
    {
        if (name.Length == 0 || name.Any(character => character is <= ' ' or > '~' or ':'))
        {
            throw new UnwritableMailException("A header name may only contain visible ASCII characters other than the colon.");
        }
    }

    public static string RequireAddress(string address)
    {
        var sound = !address.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character is '<' or '>' or ',' or ';')
            && MailboxAddress.TryParse(address, out var mailbox)
            && mailbox.Address.Contains('@', StringComparison.Ordinal);
        return sound ? address : throw new UnwritableMailException("The address is not a bare e-mail address.");
    }

    /// <summary>A mail system's words, fit for ledgers and logs: one line, no addresses, cut to 300 characters.</summary>
    public static string Redacted(string text)
    {
        var words = OneLine(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Contains('@', StringComparison.Ordinal) ? "(address)" : word);
        var line = string.Join(' ', words);
        return line.Length <= 300 ? line : string.Concat(line.AsSpan(0, 299), "…");
    }
}
