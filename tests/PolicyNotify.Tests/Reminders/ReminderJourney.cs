using MimeKit;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;
using PolicyNotify.Reminders;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Records;
using PolicyNotify.Storage;
using PolicyNotify.Tests.Hosting;
using PolicyNotify.Tests.Notices;

namespace PolicyNotify.Tests.Reminders;

/// <summary>People who were told of version 2.0, in force on 3 April 2026 in Berlin, and are to be reminded seven days before.</summary>
internal sealed class ReminderJourney(TestService service, NoticeJourney notices, IReadOnlyList<Recipient> people)
{
    /// <summary>27 March 2026, nine in the morning in Berlin.</summary>
    public static DateTimeOffset Due { get; } = new(2026, 3, 27, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The first moment of 3 April 2026 in Berlin.</summary>
    public static DateTimeOffset Effective { get; } = new(2026, 4, 2, 22, 0, 0, TimeSpan.Zero);

    public static MailingId Id { get; } = MailingId.Reminder(NoticeJourney.Second, new DateOnly(2026, 4, 3));

    public TestService Service => service;

    public NoticeJourney Notices => notices;

    public IReadOnlyList<Recipient> People => people;

    public static async Task<ReminderJourney> StartAsync(
        AzuriteFixture azurite, int people, CancellationToken cancellationToken, Func<ServiceBuilder, ServiceBuilder>? configure = null)
    {
        var builder = new ServiceBuilder(azurite).With("Notices:ReminderDays", "7");
        return await ToldAsync(await (configure?.Invoke(builder) ?? builder).StartAsync(cancellationToken), people, cancellationToken);
    }

    /// <summary>The notice has gone out to everybody.</summary>
    public static async Task<ReminderJourney> ToldAsync(TestService service, int people, CancellationToken cancellationToken) =>
        await ToldAsync(service, await new NoticeJourney(service).AddPeopleAsync(1, people, verified: true, cancellationToken), cancellationToken);

    /// <summary>The notice has gone out to everybody; they all lie in one partition.</summary>
    public static async Task<ReminderJourney> ToldInOnePartitionAsync(TestService service, int people, CancellationToken cancellationToken)
    {
        var notices = new NoticeJourney(service);
        var found = Enumerable.Range(1, 10_000).Select(number => notices.Person(number)).GroupBy(person => person.Id.Partition).First(same => same.Count() >= people).Take(people).ToList();
        await service.Get<RecipientStore>().UpsertManyAsync(found, cancellationToken);
        return await ToldAsync(service, found, cancellationToken);
    }

    private static async Task<ReminderJourney> ToldAsync(TestService service, IReadOnlyList<Recipient> told, CancellationToken cancellationToken)
    {
        var notices = new NoticeJourney(service);
        await notices.PublishBothAsync(cancellationToken);
        await notices.MailEverybodyAsync(cancellationToken);
        var journey = new ReminderJourney(service, notices, told);
        await journey.SweepAsync(cancellationToken);
        return journey;
    }

    /// <summary>The same installation in another process.</summary>
    public ReminderJourney In(TestService other) => new(other, new NoticeJourney(other), people);

    public void GoTo(DateTimeOffset moment) => service.Clock.SetUtcNow(moment);

    public Task SweepAsync(CancellationToken cancellationToken) => service.Get<ReminderService>().SweepAsync(cancellationToken);

    /// <summary>Sweeps, and works on every message until none is left, as the host does within a minute.</summary>
    public async Task RemindAsync(CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        foreach (var message in await TakeMessagesAsync(cancellationToken))
        {
            await service.Get<ReminderMailer>().RunAsync(message, cancellationToken);
        }

        await SweepAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<string>> TakeMessagesAsync(CancellationToken cancellationToken)
    {
        var queue = await service.Get<StorageLayout>().QueueAsync(ReminderMailer.Queue, cancellationToken);
        var messages = new List<string>();
        while ((await queue.ReceiveMessagesAsync(32, cancellationToken: cancellationToken)).Value is { Length: > 0 } page)
        {
            foreach (var message in page)
            {
                messages.Add(message.MessageText);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
            }
        }

        return messages;
    }

    /// <summary>The reminders in the outbox.</summary>
    public IReadOnlyList<MimeMessage> Reminders() => [.. notices.Outbox().Where(mail => mail.MessageId!.Contains(".reminder-", StringComparison.Ordinal))];

    public IReadOnlyList<string> Reminded() => [.. Reminders().Select(mail => mail.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Addresses(params ReadOnlySpan<int> numbers)
    {
        var addresses = new List<string>();
        foreach (var number in numbers)
        {
            addresses.Add(people[number].Address);
        }

        addresses.Sort(StringComparer.Ordinal);
        return addresses;
    }

    public async Task<ReminderView> ViewAsync(CancellationToken cancellationToken) =>
        (await service.Get<ReminderDirectory>().ListAsync(NoticeJourney.Second, cancellationToken))[0];

    public Task<Delivery?> CopyAsync(Recipient person, CancellationToken cancellationToken) => service.Get<DeliveryLedger>().FindAsync(Id, person.Id, cancellationToken);

    /// <summary>A person objects; that is on record.</summary>
    public Task<ObjectionRecord> ObjectAsync(Recipient person, CancellationToken cancellationToken) => service.Get<ObjectionStore>().RecordAsync(
        new(
            NoticeJourney.Second,
            person.Id,
            service.Clock.GetUtcNow(),
            new(null, IsInTime: true),
            [ReplyId.Of(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Convert.FromHexString(person.Id.Value))))],
            "0000",
            ["I object."],
            "en",
            AcknowledgementRecord.Due,
            null),
        service.Clock.GetUtcNow(),
        "test",
        cancellationToken);
}
