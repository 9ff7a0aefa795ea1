using MimeKit;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Notices;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Demo.Steps;

internal static class WatchNotice
{
    public static async Task RunAsync(DemoStage stage, PolicyVersion version, CancellationToken cancellationToken)
    {
        var narrator = stage.Narrator;
        narrator.Step("Everybody with a verified address is told");
        var id = NoticeId.Of(version.Document, version.Number);
        var notice = await stage.NoticeAsync(id, seen => seen is { State: NoticeState.Told }, cancellationToken);
        narrator.Claim($"notice {id} has reached everybody it had to", notice is { State: NoticeState.Told }, $"{notice?.State}");
        narrator.Say($"Planned {Words.Of(notice!.PlannedAt)}; everybody had to be told by {Words.Of(notice.TellBy)}; {notice.Version} takes effect {Words.Of(notice.EffectiveOn)}; objections count until {Words.Of(notice.ObjectionsCloseAt)}.");

        var files = await stage.MailsAsync(cancellationToken);
        foreach (var (file, mail) in files)
            narrator.Open($"mail to {mail.To.Mailboxes.First().Name}", file);
        var mails = files.Values.ToList();
        narrator.Claim("one .eml file was written for each verified person, and none for the unverified one", Addresses(mails).SequenceEqual(DemoPeople.Verified), string.Join(", ", Addresses(mails)));
        narrator.Claim("each mail carries the new text and the redline, and is marked as automatic", mails.All(IsComplete));
        narrator.Claim("each has an address of its own to reply to", ReplyAddresses(mails).Distinct(StringComparer.Ordinal).Count() == mails.Count, string.Join(", ", ReplyAddresses(mails)));
        narrator.Say($"Subject: {mails[0].Subject}");
        narrator.Say($"Reply-To: {ReplyAddresses(mails).First()}");
    }

    private static IEnumerable<string> Addresses(IEnumerable<MimeMessage> mails) =>
        mails.SelectMany(mail => mail.To.Mailboxes).Select(mailbox => mailbox.Address).Order(StringComparer.Ordinal);

    private static IEnumerable<string> ReplyAddresses(IEnumerable<MimeMessage> mails) =>
        mails.SelectMany(mail => mail.ReplyTo.Mailboxes).Select(mailbox => mailbox.Address);

    private static bool IsComplete(MimeMessage mail) =>
        mail.Attachments.Count() >= 2
        && mail.Headers["Auto-Submitted"] == "auto-generated"
        && mail is { TextBody.Length: > 0, HtmlBody.Length: > 0 };
}
