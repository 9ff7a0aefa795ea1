namespace PolicyNotify.Mail.Legal;

/// <summary>Something legal has to know or to decide.</summary>
/// <param name="Key">
/// What it is about, reproducible, such as <c>notice.held:privacy-2.0:2026-04-03</c>: a second mail with the same key is never sent.
/// </param>
/// <param name="Subject">The subject, in one line.</param>
/// <param name="Markdown">The words, in Markdown: the plain text as it stands, and rendered for HTML. Never an address of a recipient.</param>
/// <param name="Attachments">Files that travel with it.</param>
internal sealed record LegalMail(string Key, string Subject, string Markdown, IReadOnlyList<MailAttachment> Attachments)
{
    public LegalMail(string key, string subject, string markdown)
        : this(key, subject, markdown, [])
    {
    }
}
