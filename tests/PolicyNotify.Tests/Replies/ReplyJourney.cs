using System.Text;
using MimeKit;
using PolicyNotify.Recipients;
using PolicyNotify.Replies;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Replies;

/// <summary>A person who was told of version 2.0 and answers.</summary>
internal sealed class ReplyJourney(TestService service, NoticeJourney notices)
{
    public const string Objection = "I object to the new policy and want you to close my account.";

    private int mails;

    public TestService Service => service;

    public NoticeJourney Notices => notices;

    public static Task<ReplyJourney> StartAsync(AzuriteFixture azurite, Func<ServiceBuilder, ServiceBuilder> configure, CancellationToken cancellationToken) =>
        StartAsync(azurite, configure, people: 3, cancellationToken);

    public static async Task<ReplyJourney> StartAsync(AzuriteFixture azurite, Func<ServiceBuilder, ServiceBuilder> configure, int people, CancellationToken cancellationToken)
    {
        var service = await configure(new ServiceBuilder(azurite)).StartAsync(cancellationToken);
        var notices = new NoticeJourney(service);
        await notices.AddPeopleAsync(1, people, verified: true, cancellationToken);
        await notices.PublishBothAsync(cancellationToken);
        await notices.MailEverybodyAsync(cancellationToken);
        return new(service, notices);
    }

    public static Task<ReplyJourney> StartAsync(AzuriteFixture azurite, CancellationToken cancellationToken) => StartAsync(azurite, builder => builder, cancellationToken);

    /// <summary>The notice that a person received.</summary>
    public MimeMessage NoticeTo(Recipient person) =>
        notices.Outbox().Single(mail => mail.To.Mailboxes.Single().Address == person.Address && mail.Headers["Auto-Submitted"] == "auto-generated");

    public IReadOnlyList<MimeMessage> Acknowledgements() => [.. notices.Outbox().Where(mail => mail.Headers["Auto-Submitted"] == "auto-replied")];

    /// <summary>What a mail program would send when the person answers the notice.</summary>
    public string Answer(Recipient person, string text, string? from = null, bool toToken = true, bool references = true, params (string Name, string Value)[] headers)
    {
        var notice = NoticeTo(person);
        var mail = new StringBuilder();
        foreach (var (name, value) in headers)
            mail.Append(name).Append(": ").Append(value).Append("\r\n");
        mail.Append("From: Some Body <").Append(from ?? person.Address).Append(">\r\n");
        mail.Append("To: ").Append(toToken ? notice.ReplyTo.Mailboxes.Single().Address : "replies@example.com").Append("\r\n");
        mail.Append("Subject: Re: ").Append(notice.Subject).Append("\r\n");
        mail.Append("Message-ID: <answer-").Append(++mails).Append("@example.net>\r\n");
        mail.Append("Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n");
        if (references)
            mail.Append("In-Reply-To: <").Append(notice.MessageId).Append(">\r\n");
        mail.Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        return mail.Append(text).Append("\r\n").ToString();
    }

    /// <summary>Puts a file into the folder, dated as one that nobody writes to any more.</summary>
    public string Drop(string name, string content)
    {
        Directory.CreateDirectory(service.Inbox);
        var file = Path.Combine(service.Inbox, name);
        File.WriteAllText(file, content, new UTF8Encoding(false));
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return file;
    }

    public Task CollectAsync(CancellationToken cancellationToken) => service.Get<ReplyCollector>().CollectAsync(cancellationToken);

    public Task<IReadOnlyList<ReplyView>> RepliesAsync(CancellationToken cancellationToken) => service.Get<ReplyDirectory>().ListAsync(onlyForReview: false, cancellationToken);

    public Task<IReadOnlyList<ObjectionView>> ObjectionsAsync(CancellationToken cancellationToken) => service.Get<ReplyDirectory>().ListObjectionsAsync(cancellationToken);
}
