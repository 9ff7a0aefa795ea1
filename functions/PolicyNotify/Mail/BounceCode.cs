using System.Globalization;

namespace PolicyNotify.Mail;

/// <summary>
/// Whether a code with which a message came back for good is a fact about the address. A policy, a limit or the content of one message
/// is none: the same address takes the next one, and nobody is to be left untold for it.
/// </summary>
internal static class BounceCode
{
    /// <param name="code">An enhanced status code (RFC 3463), such as <c>5.1.1</c>, or an SMTP code; null when the mail system gave none and only says that it gave up.</param>
    public static bool IsAboutAddress(string? code) => code?.Split('.') switch
    {
        null => true,

        // Subjects of RFC 3463: 1 addresses (of which .7 and .8 are the sender's), 2 mailboxes (.2 full, .3 message too long, .4 a list's own trouble), 4 routing.
        ["5", "1", var detail] => detail is not ("7" or "8"),
        ["5", "2", var detail] => detail is not ("2" or "3" or "4"),
        ["5", "0" or "4", _] => true,
        [var smtp] => int.TryParse(smtp, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is 550 or 551 or 553,
        _ => false,
    };
}
