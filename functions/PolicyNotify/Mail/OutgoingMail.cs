namespace PolicyNotify.Mail;

/// <summary>A finished message to one person, before any transport has touched it.</summary>
/// <param name="MessageId">Ours and reproducible, without angle brackets, so that a repeat can be recognised.</param>
/// <param name="To">The recipient.</param>
/// <param name="From">The sender.</param>
/// <param name="ReplyTo">Where replies go; carries the person's token in a notice.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The plain-text alternative.</param>
/// <param name="Html">The HTML alternative.</param>
/// <param name="Attachments">Files that travel with the message.</param>
/// <param name="Headers">Further headers, such as <c>Auto-Submitted</c> or <c>In-Reply-To</c>.</param>
/// <param name="Reference">What a provider's events are to give back, so that they find the delivery; never an address. Null when nobody will ask.</param>
internal sealed record OutgoingMail(
    string MessageId,
    MailAddress To,
    MailAddress From,
    MailAddress? ReplyTo,
    string Subject,
    string Text,
    string Html,
    IReadOnlyList<MailAttachment> Attachments,
    IReadOnlyDictionary<string, string> Headers,
    string? Reference = null);
