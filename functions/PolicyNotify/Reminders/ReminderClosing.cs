using Microsoft.Extensions.Options;
using PolicyNotify.Evidence;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.TakingEffect;
using PolicyNotify.Recipients;

namespace PolicyNotify.Reminders;

/// <summary>Lets the audit log vouch for the ledger of a reminder that is over, once nothing of it can be on its way any more.</summary>
internal sealed class ReminderClosing(ReminderStore reminders, DeliveryLedger ledger, IOptions<NoticeOptions> options)
{
    private static readonly TimeSpan LongestOutage = TimeSpan.FromDays(1);

    public async Task CloseAsync(Reminder reminder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (reminder.IsClosed || (reminder.StartedAt is not null && now < reminder.EndedAt!.Value.AddSeconds(2 * options.Value.LeaseSeconds)))
        {
            return;
        }

        var entry = reminder.StartedAt is null ? null : await DigestAsync(reminder, now, cancellationToken);
        if (entry is null && reminder.StartedAt is not null)
        {
            return;
        }

        await reminders.ChangeAsync(
            reminder.Id,
            current => current.IsClosed || current.IsOpen ? null : entry is null ? current with { IsClosed = true } : (current with { IsClosed = true }).Recording(entry),
            cancellationToken);
    }

    /// <returns>Null while outcomes may still be written down: a process holds them as long as storage does not take them.</returns>
    private async Task<AuditEvent?> DigestAsync(Reminder reminder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var partitions = new List<string>();
        var states = new Dictionary<DeliveryState, long>();
        foreach (var partition in RecipientId.Partitions)
        {
            using var digest = new BatchDigest();
            await foreach (var delivery in ledger.ReadPartitionAsync(reminder.Id, partition, cancellationToken))
            {
                states[delivery.State] = states.GetValueOrDefault(delivery.State) + 1;
                if (IsFinal(delivery.State, delivery.IsSettledByEvent))
                {
                    digest.Add(delivery);
                }
            }

            partitions.Add(digest.Current());
        }

        long Count(DeliveryState state) => states.GetValueOrDefault(state);
        if (Count(DeliveryState.Sending) > 0 && now < reminder.EndedAt + LongestOutage)
        {
            return null;
        }

        var unknown = Count(DeliveryState.Unknown) + Count(DeliveryState.Sending);
        var counts = new ReminderCounts(
            Count(DeliveryState.Accepted),
            unknown + Count(DeliveryState.Planned) + Count(DeliveryState.TryLater),
            unknown,
            Count(DeliveryState.Refused),
            Count(DeliveryState.Suppressed));
        return ReminderEvents.Closed(reminder, counts, LedgerDigest.Of(partitions));
    }

    /// <summary>Whether the digest covers a copy: one that the mail system took by its own answer. What reports settle may be settled at any time.</summary>
    public static bool IsFinal(DeliveryState state, bool settledByReport) => state is DeliveryState.Accepted && !settledByReport;
}
