using System.Text;
using PolicyNotify.Mail;

namespace PolicyNotify.Tests.Mail;

/// <summary>Messages to send.</summary>
internal static class Mails
{
    public static OutgoingMail One { get; } = new(
        "0123456789abcdef0123.privacy-2.0@example.com",
        new MailAddress("ann@example.net", "Ann Example"),
        new MailAddress("privacy@example.com", "Example Ltd"),
        new MailAddress("replies+token@example.com", "Example Ltd"),
        "Example Ltd: Privacy Policy changes on 3 April 2026",
        "Dear Ann,\n\n.a line that begins with a dot\n\nGrüße aus Köln\n",
        "<p>Dear Ann,</p><p>Grüße aus Köln</p>",
        [new MailAttachment("privacy-2.0.html", "text/html; charset=utf-8", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<p>Zeile für Zeile</p>\n", 500))))],
        new Dictionary<string, string> { ["Auto-Submitted"] = "auto-generated" },
        "privacy-2.0_00112233445566778899aabb");

    public static OutgoingMail To(string address) => One with { To = new MailAddress(address) };
}
