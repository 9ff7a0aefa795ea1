using PolicyNotify.Mail;

namespace PolicyNotify.Notices.Content;

/// <summary>One edition of a notice's mail, the same for everybody but for the greeting.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The plain text, with <paramref name="GreetingMark"/> where the greeting goes.</param>
/// <param name="Html">The HTML, likewise.</param>
/// <param name="GreetingMark">A word that stands nowhere else.</param>
/// <param name="Language">The language of the policy.</param>
/// <param name="Attachments">The full new text and the redline.</param>
/// <param name="Digest">SHA-256 over all of it, in lower-case hexadecimal: what the audit log vouches for.</param>
internal sealed record NoticeContent(
    string Subject, string Text, string Html, string GreetingMark, string Language, IReadOnlyList<MailAttachment> Attachments, string Digest);
