using System.Runtime.CompilerServices;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Reminders;

/// <summary>A reminder on its way to everybody who was told before it was due, may still be mailed and does not object.</summary>
internal sealed class ReminderMailing(
    Reminder reminder,
    ReminderStore reminders,
    NoticeStore notices,
    NoticeContentStore contents,
    LedgerScan scan,
    DeliveryLedger ledger,
    ObjectionStore objections) : IMailing
{
    private const string Objects = "Not reminded: the person objected.";
    private const string NoLongerVerified = "Not reminded: the address is no longer verified.";
    private const string NotTold = "Not reminded: the notice itself came back, or was thrown away on its way.";

    public MailingId Id { get; } = reminder.Id;

    public string Queue => ReminderMailer.Queue;

    public int Revision => Reminder.Revision;

    public DateTimeOffset StartsAt => reminder.DueAt;

    public async IAsyncEnumerable<Addressee> ReadAsync(string partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var copies = new LedgerCursor(ledger.ReadPartitionAsync(Id, partition, cancellationToken), cancellationToken);
        await foreach (var (recipient, notice) in scan.ReadAsync(Id.Notice, partition, cancellationToken))
        {
            var copy = await copies.FindAsync(recipient.Id);
            var isTold = IsTold(notice);
            if (isTold || copy is not null)
            {
                yield return new(recipient, copy, isTold ? WhyNot(recipient) : NotTold);
            }
        }
    }

    public async Task<OpenedPage?> OpenPageAsync(IReadOnlyList<Addressee> page, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await reminders.FindAsync(Id, cancellationToken) is not { } current
            || await notices.FindAsync(Id.Notice, cancellationToken) is not { } notice
            || !current.MaySend(notice, now))
        {
            return null;
        }

        // Asked page by page, so that whoever objected a moment ago is left alone.
        var objecting = await objections.StandingBetweenAsync(Id.Notice, page[0].Recipient.Id, page[^1].Recipient.Id, cancellationToken);
        return new(
            await contents.GetAsync(Id, Reminder.Revision, cancellationToken),
            Reminder.Revision,
            page.Select(person => person.Recipient.Id).Where(objecting.Contains).ToDictionary(id => id, _ => Objects));
    }

    public async Task PauseAsync(string because, DateTimeOffset at, DateTimeOffset? until) => await reminders.ChangeAsync(
        Id,
        current => current is { Stage: ReminderStage.Sending, PausedBecause: null }
            ? (current with { PausedBecause = because, PausedUntil = until, Steps = current.Steps + 1 }).Recording(ReminderEvents.Paused(current, because))
            : null,
        CancellationToken.None);

    // Nobody joins those who are to be reminded: a partition in which nothing waits is done with.
    public DateTimeOffset NextLookAt(DateTimeOffset now) => reminder.EffectiveAt;

    // Whoever was told when the reminder was already due has only just heard of it.
    private bool IsTold(Delivery? notice) =>
        notice is { State: DeliveryState.Accepted, AcceptedAt: { } told, Fate: { IsDead: false, IsLost: false } } && told < reminder.DueAt;

    private static string? WhyNot(Recipient recipient) => recipient.IsVerified ? AddressTrouble.Of(recipient) : NoLongerVerified;
}
