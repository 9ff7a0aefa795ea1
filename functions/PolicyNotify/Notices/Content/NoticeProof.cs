using Microsoft.Extensions.Options;
using PolicyNotify.Mail;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Notices.Planning;

namespace PolicyNotify.Notices.Content;

/// <summary>Sends legal each edition that it has to approve: exactly what recipients will get, and a mail around it that says what to do.</summary>
public sealed class NoticeProof
{
    // Enough of the hash to tell editions apart, short enough to be typed.
    private const int HashShown = 12;

    private readonly NoticeStore notices;
    private readonly LegalMailbox legal;
    private readonly NoticeLetters letters;
    private readonly NoticeContentStore contents;
    private readonly MimeMessages messages;
    private readonly MailOptions mail;

    internal NoticeProof(
        NoticeStore notices, LegalMailbox legal, NoticeLetters letters, NoticeContentStore contents, MimeMessages messages, IOptions<MailOptions> mail)
    {
        this.notices = notices;
        this.legal = legal;
        this.letters = letters;
        this.contents = contents;
        this.messages = messages;
        this.mail = mail.Value;
    }

    /// <summary>The present edition as a mail to a sample recipient, as it would travel; whether or not it needs approval.</summary>
    /// <exception cref="Problems.UnknownResourceException">There is no such notice.</exception>
    public async Task<byte[]> WriteAsync(NoticeId id, CancellationToken cancellationToken)
    {
        var notice = await notices.GetAsync(id, cancellationToken);
        return await WriteAsync(id, notice.Revision, cancellationToken);
    }

    /// <summary>An edition of any mailing, likewise.</summary>
    internal async Task<byte[]> WriteAsync(MailingId id, int revision, CancellationToken cancellationToken)
    {
        var content = await contents.GetAsync(id, revision, cancellationToken);
        using var message = messages.Build(letters.WriteProof(id, revision, content, new MailAddress(mail.LegalAddress ?? mail.From!)));
        using var written = new MemoryStream();
        await message.WriteToAsync(MimeMessages.FormatOf(message), written, cancellationToken);
        return written.ToArray();
    }

    /// <summary>Sends the proof of the present edition once. May be repeated.</summary>
    internal async Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        var content = await contents.GetAsync(notice.Id, notice.Revision, cancellationToken);
        var edition = FormattableString.Invariant($"{notice.Id}:{notice.Revision}");
        await legal.SendAsync($"notice.proof:{edition}", to => letters.WriteProof(notice.Id, notice.Revision, content, to), cancellationToken);
        await legal.SendAsync(new LegalMail($"notice.approval:{edition}", $"To be approved: {notice.Id}, edition {notice.Revision}", Words(notice, content)), cancellationToken);
    }

    private static string Words(Notice notice, NoticeContent content) =>
        $"""
        The notice **{notice.Id}** ({notice.Title}, version {notice.Id.Version}) waits for your approval. Nobody is mailed before.

        The other mail you get now is the proof: the same subject, words and attachments that everybody will get. Only the greeting, the Message-ID and
        the address that answers go to differ from person to person.

        - Edition: {notice.Revision}, SHA-256 `{content.Digest}`
        - To take effect on: {notice.Dates.EffectiveOn:O} ({notice.TimeZone})
        - To be approved, and everybody told, before: {notice.Dates.TellBy.UtcDateTime:yyyy-MM-dd HH:mm} UTC. After that it has to be postponed.

        To approve this edition:

            policy-notify notices approve {notice.Id} --content {content.Digest[..HashShown]} --by "YOUR NAME" --why "WHY"

        To take the version back instead, for good:

            policy-notify notices cancel {notice.Id} --by "YOUR NAME" --why "WHY"
        """;
}
