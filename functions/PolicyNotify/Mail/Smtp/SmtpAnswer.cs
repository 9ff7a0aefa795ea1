using System.Globalization;
using System.Text.RegularExpressions;
using MailKit.Net.Smtp;

namespace PolicyNotify.Mail.Smtp;

/// <summary>
/// Reads what a mail server said when it did not take a message. Only its word on the recipient's address is a fact about the recipient;
/// what it says about the sender holds for everybody, and what it says about the message may.
/// </summary>
internal static partial class SmtpAnswer
{
    public static MailOutcome Read(SmtpCommandException exception)
    {
        var code = (int)exception.StatusCode;
        var detail = $"{code.ToString(CultureInfo.InvariantCulture)} {MailText.Redacted(exception.Message)}";
        return exception.ErrorCode switch
        {
            _ when code < 500 => MailOutcome.TryLater(detail),
            SmtpErrorCode.SenderNotAccepted => MailOutcome.Stopped(detail),
            SmtpErrorCode.RecipientNotAccepted when IsAboutAddress(code, exception.Message) => MailOutcome.Refused(detail),
            _ => MailOutcome.MessageRefused(detail),
        };
    }

    /// <summary>RFC 3463: X.1 is about addresses, of which .7 and .8 about the sender's; 2.1 is a mailbox that takes no mail any more.</summary>
    private static bool IsAboutAddress(int code, string text) => EnhancedStatus().Match(text) is { Success: true } status
        ? (status.Groups["subject"].Value, status.Groups["detail"].Value) switch
        {
            ("1", "7" or "8") => false,
            ("1", _) or ("2", "1") => true,
            _ => false,
        }
        : code is 550 or 551 or 553;

    [GeneratedRegex(@"^\s*5\.(?<subject>\d{1,3})\.(?<detail>\d{1,3})\b", RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedStatus();
}
