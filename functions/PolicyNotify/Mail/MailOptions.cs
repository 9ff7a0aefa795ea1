using PolicyNotify.Mail.Pickup;
using PolicyNotify.Mail.SendGrid;
using PolicyNotify.Mail.Smtp;

namespace PolicyNotify.Mail;

/// <summary>How mail leaves. Section <c>Mail</c>.</summary>
internal sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Which mail system takes the messages; required.</summary>
    public MailTransportKind? Transport { get; set; }

    /// <summary>The sender's address; required. Its domain also names our messages.</summary>
    public string? From { get; set; }

    /// <summary>The sender's display name; none by default.</summary>
    public string? FromName { get; set; }

    /// <summary>Where legal is written to about what it has to know or decide; null, the default: nowhere.</summary>
    public string? LegalAddress { get; set; }

    /// <summary>Read when <see cref="Transport"/> is Pickup.</summary>
    public PickupOptions Pickup { get; set; } = new();

    /// <summary>Read when <see cref="Transport"/> is Smtp.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>Read when <see cref="Transport"/> is SendGrid.</summary>
    public SendGridOptions SendGrid { get; set; } = new();

    public MailAddress Sender => new(From!, FromName);
}
