using System.Globalization;
using System.Text;
using Azure.Storage.Queues;
using MimeKit;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Evidence;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Deciding;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.TakingEffect;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;
using PolicyNotify.Storage;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Notices;

/// <summary>Plays legal, the timers and the queues against a composed service.</summary>
internal sealed class NoticeJourney(TestService service)
{
    private static readonly Actor Legal = Actor.Key("legal");

    public static DocumentId Privacy { get; } = DocumentId.Parse("privacy");

    public static NoticeId Second { get; } = NoticeId.Of(Privacy, new VersionNumber(2, 0));

    public TestService Service => service;

    public NoticeDecisions Decisions => service.Get<NoticeDecisions>();

    /// <summary>A decision of legal's.</summary>
    public static Decision Because(string why) => Decision.Read("Ada Counsel", why, Legal);

    public async Task<PolicyVersion> VersionAsync(string number, CancellationToken cancellationToken) =>
        await service.Get<VersionStore>().GetAsync(Privacy, VersionNumber.Parse(number), cancellationToken);

    /// <summary>The audit entries of some kinds, in order.</summary>
    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(CancellationToken cancellationToken, params string[] actions)
    {
        var entries = new List<AuditEntry>();
        await foreach (var entry in service.Get<AuditLog>().ReadAsync(0, null, cancellationToken))
        {
            if (actions.Contains(entry.Action, StringComparer.Ordinal))
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    public async Task<PolicyVersion> PublishAsync(string text, CancellationToken cancellationToken) =>
        (await service.Get<PublishingService>().PublishAsync(Privacy, Encoding.UTF8.GetBytes(text), Legal, cancellationToken)).Version;

    /// <summary>Version 1.0 in force and, an hour later, the significant version 2.0.</summary>
    public async Task<PolicyVersion> PublishBothAsync(CancellationToken cancellationToken)
    {
        await PublishAsync(PolicyTextsForTests.First, cancellationToken);
        service.Clock.Advance(TimeSpan.FromHours(1));
        return await PublishAsync(PolicyTextsForTests.Second, cancellationToken);
    }

    public Recipient Person(int number, bool verified = true, string? name = null)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"person{number}@example.net");
        var now = service.Clock.GetUtcNow();
        return new(
            service.Get<RecipientIdentity>().IdOf(address), address, name ?? $"Person {number}", null,
            verified ? new AddressVerification(now, "double-opt-in", now) : null, now);
    }

    public async Task<IReadOnlyList<Recipient>> AddPeopleAsync(int from, int count, bool verified, CancellationToken cancellationToken)
    {
        var people = Enumerable.Range(from, count).Select(number => Person(number, verified)).ToList();
        await service.Get<RecipientStore>().UpsertManyAsync(people, cancellationToken);
        return people;
    }

    public Task SweepAsync(CancellationToken cancellationToken) => service.Get<NoticeService>().SweepAsync(cancellationToken);

    public Task TakeEffectAsync(CancellationToken cancellationToken) => service.Get<EffectService>().RunAsync(cancellationToken);

    public Task<NoticeView> ViewAsync(CancellationToken cancellationToken) => service.Get<NoticeDirectory>().GetAsync(Second, cancellationToken);

    /// <summary>Works on every message of the batch queue until none is left, as the host does.</summary>
    public async Task MailAsync(CancellationToken cancellationToken)
    {
        foreach (var message in await TakeMessagesAsync(cancellationToken))
        {
            await service.Get<NoticeMailer>().RunAsync(message, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<string>> TakeMessagesAsync(CancellationToken cancellationToken)
    {
        var queue = await QueueAsync(cancellationToken);
        var messages = new List<string>();
        while (true)
        {
            var page = (await queue.ReceiveMessagesAsync(32, cancellationToken: cancellationToken)).Value;
            if (page.Length == 0)
            {
                return messages;
            }

            foreach (var message in page)
            {
                messages.Add(message.MessageText);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
            }
        }
    }

    /// <summary>Plans, waits for the cooling-off to end, and mails everybody.</summary>
    public async Task MailEverybodyAsync(CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        service.Clock.Advance(TimeSpan.FromMinutes(60));
        await SweepAsync(cancellationToken);
        await MailAsync(cancellationToken);
    }

    public IReadOnlyList<MimeMessage> Outbox() => Directory.Exists(service.Outbox)
        ? [.. Directory.EnumerateFiles(service.Outbox, "*.eml").Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file))]
        : [];

    public Task<Delivery?> DeliveryAsync(Recipient person, CancellationToken cancellationToken) =>
        service.Get<DeliveryLedger>().FindAsync(Second, person.Id, cancellationToken);

    private async Task<QueueClient> QueueAsync(CancellationToken cancellationToken) =>
        await service.Get<StorageLayout>().QueueAsync(NoticeBatch.Queue, cancellationToken);
}
