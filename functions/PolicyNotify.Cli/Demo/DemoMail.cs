using MimeKit;

namespace PolicyNotify.Cli.Demo;

/// <summary>Reads the mails in the outbox and writes answers to them, as a person's mail program and an out-of-office assistant would.</summary>
internal static class DemoMail
{
    public static async Task<MimeMessage> ReadAsync(string file, CancellationToken cancellationToken) =>
        await MimeMessage.LoadAsync(file, cancellationToken);

    public static MimeMessage Objection(MimeMessage notice, DateTimeOffset at) => Answer(
        notice,
        at,
        $"Re: {notice.Subject}",
        $"""
        Hello,

        I do not agree with this change. I do not want my messages to be read by a translation company, so please close my account and end our contract.

        {notice.To.Mailboxes.First().Name}

        On {at:d MMMM yyyy} at {at:HH:mm}, {notice.From.Mailboxes.First().Name} wrote:
        {Quote(notice)}
        """);

    public static MimeMessage OutOfOffice(MimeMessage notice, DateTimeOffset at)
    {
        var answer = Answer(
            notice,
            at,
            $"Automatic reply: {notice.Subject}",
            """
            Thank you for your message. I am out of the office and will be back in two weeks.
            If it cannot wait, please call the front desk.
            """);
        answer.Headers.Add("Auto-Submitted", "auto-replied");
        answer.Headers.Add("X-Auto-Response-Suppress", "All");
        return answer;
    }

    /// <summary>Puts a mail where the service looks for replies, under its final name only when it is complete.</summary>
    public static async Task DropAsync(MimeMessage mail, string folder, string name, DateTime arrived, CancellationToken cancellationToken)
    {
        var unfinished = Path.Combine(folder, $"{name}.part");
        await mail.WriteToAsync(unfinished, cancellationToken);
        File.SetLastWriteTimeUtc(unfinished, arrived);
        File.Move(unfinished, Path.Combine(folder, $"{name}.eml"));
    }

    private static MimeMessage Answer(MimeMessage notice, DateTimeOffset at, string subject, string text)
    {
        var person = notice.To.Mailboxes.First();
        var answer = new MimeMessage { Subject = subject, Date = at, InReplyTo = notice.MessageId, Body = new TextPart("plain") { Text = text } };
        answer.From.Add(person);
        answer.To.AddRange(notice.ReplyTo.Count > 0 ? notice.ReplyTo : notice.From);
        answer.References.AddRange(notice.References);
        answer.References.Add(notice.MessageId!);
        answer.MessageId = $"{subject.Length}.{notice.MessageId!.Split('@')[0]}@{person.Domain}";
        return answer;
    }

    private static string Quote(MimeMessage notice) =>
        string.Join('\n', (notice.TextBody ?? "").ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => $"> {line}"));
}
