using PolicyNotify.Notices;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;

namespace PolicyNotify.Reminders;

/// <summary>The reminders as legal sees them.</summary>
public sealed class ReminderDirectory
{
    private readonly ReminderStore reminders;
    private readonly NoticeStore notices;
    private readonly NoticeDirectory directory;
    private readonly NoticeProof proof;
    private readonly DeliveryExport deliveries;
    private readonly TimeProvider clock;

    internal ReminderDirectory(
        ReminderStore reminders, NoticeStore notices, NoticeDirectory directory, NoticeProof proof, DeliveryExport deliveries, TimeProvider clock)
    {
        this.reminders = reminders;
        this.notices = notices;
        this.directory = directory;
        this.proof = proof;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /// <summary>Every reminder of a notice, the one of the latest effective date first; none where reminders are not in use.</summary>
    /// <exception cref="UnknownResourceException">There is no such notice.</exception>
    public async Task<IReadOnlyList<ReminderView>> ListAsync(NoticeId id, CancellationToken cancellationToken)
    {
        if (await notices.FindAsync(id, cancellationToken) is not { } notice)
        {
            // One that could not be planned yet is known all the same.
            await directory.GetAsync(id, cancellationToken);
            return [];
        }

        var views = new List<ReminderView>();
        foreach (var reminder in (await reminders.ListAsync(cancellationToken)).Where(reminder => reminder.Id.Notice == id))
        {
            views.Add(await ViewAsync(reminder, notice, cancellationToken));
        }

        return views;
    }

    /// <summary>One reminder.</summary>
    /// <exception cref="UnknownResourceException">There is no such reminder.</exception>
    public async Task<ReminderView> GetAsync(MailingId id, CancellationToken cancellationToken) =>
        await ViewAsync(await reminders.GetAsync(id, cancellationToken), await notices.GetAsync(id.Notice, cancellationToken), cancellationToken);

    /// <summary>The mail of a reminder as everybody gets it, to a sample recipient, as it would travel.</summary>
    /// <exception cref="UnknownResourceException">There is no such reminder.</exception>
    public async Task<byte[]> WriteProofAsync(MailingId id, CancellationToken cancellationToken)
    {
        await reminders.GetAsync(id, cancellationToken);
        return await proof.WriteAsync(id, Reminder.Revision, cancellationToken);
    }

    /// <summary>Every copy of a reminder, in the order of the recipients' partitions and ids.</summary>
    /// <exception cref="UnknownResourceException">There is no such reminder. Thrown at once, before the first copy is asked for.</exception>
    public async Task<IAsyncEnumerable<DeliveryView>> OpenDeliveriesAsync(MailingId id, CancellationToken cancellationToken)
    {
        await reminders.GetAsync(id, cancellationToken);
        return deliveries.ReadAsync(id, cancellationToken);
    }

    private async Task<ReminderView> ViewAsync(Reminder reminder, Notice notice, CancellationToken cancellationToken)
    {
        var partitions = await notices.PartitionsAsync(reminder.Id, cancellationToken);
        var state = reminder.StateAt(notice, clock.GetUtcNow());
        return new(
            reminder.Id,
            reminder.Id.Notice,
            reminder.Id.ReminderOf!.Value,
            state,
            reminder.DueAt,
            reminder.EndedBecause ?? reminder.PausedBecause ?? (state is ReminderState.Waiting ? "It waits for the notice, which is not being mailed now." : null),
            reminder.StartedAt,
            reminder.EndedAt,
            ReminderEnd.CountsOf(partitions),
            Failures(partitions),
            reminder.Content);
    }

    private static Dictionary<string, long> Failures(IReadOnlyList<NoticePartition> partitions) => partitions
        .SelectMany(partition => partition.Failures)
        .GroupBy(failure => failure.Key, StringComparer.Ordinal)
        .OrderByDescending(same => same.Sum(failure => failure.Value))
        .ThenBy(same => same.Key, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.Sum(failure => failure.Value), StringComparer.Ordinal);
}
