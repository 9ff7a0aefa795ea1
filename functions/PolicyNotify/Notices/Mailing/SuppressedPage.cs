using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;
using PolicyNotify.Recipients.Reachability;

namespace PolicyNotify.Notices.Mailing;

/// <summary>
/// Records, a page at a time, whom a notice is not mailed to because mail does not reach them. The record is what the guard and the report
/// go by: nobody is left out silently.
/// </summary>
internal sealed class SuppressedPage(DeliveryLedger ledger, Notice notice, TimeProvider clock, int pageSize)
{
    private readonly List<(Recipient Recipient, Delivery? Before)> waiting = [];

    /// <summary>Whether this copy is not to be attempted, and that is not recorded yet.</summary>
    public bool Takes(Recipient recipient, Delivery? delivery) =>
        recipient is { IsVerified: true, MayBeMailed: false } && (delivery is null || delivery.IsDue(clock.GetUtcNow()));

    /// <summary>Whether a copy that was not attempted is to be made after all: the person proved the address again.</summary>
    public bool Releases(Recipient recipient, Delivery? delivery) => recipient.MayBeMailed && delivery?.State is DeliveryState.Suppressed;

    /// <returns>False when another worker changed some of them first; the next pass sees to those.</returns>
    public async Task<bool> AddAsync(Recipient recipient, Delivery? before, PassTally tally, BatchDigest digest, CancellationToken cancellationToken)
    {
        var isFull = waiting.Count >= pageSize || (waiting.Count > 0 && !DeliveryRow.AreTogether(waiting[0].Recipient.Id, recipient.Id));
        var recorded = !isFull || await FlushAsync(tally, digest, cancellationToken);
        waiting.Add((recipient, before));
        return recorded;
    }

    public async Task<bool> FlushAsync(PassTally tally, BatchDigest digest, CancellationToken cancellationToken)
    {
        if (waiting.Count == 0)
        {
            return true;
        }

        var now = clock.GetUtcNow().ToUniversalTime();
        var rows = await ledger.TryClaimAsync(notice.Id, [.. waiting.Select(one => Suppressed(one.Recipient, one.Before, now))], cancellationToken);
        for (var index = 0; index < waiting.Count; index++)
        {
            tally.Add(waiting[index].Recipient, rows is null ? waiting[index].Before : rows[index]);
            if (rows is not null)
            {
                digest.Add(rows[index]);
            }
        }

        waiting.Clear();
        return rows is not null;
    }

    private Delivery Suppressed(Recipient recipient, Delivery? before, DateTimeOffset now) =>
        (before ?? new(recipient.Id, DeliveryState.Planned, now, 0, null, null, null, null, null, null, null, notice.Revision, null)) with
        {
            State = DeliveryState.Suppressed,
            LeaseUntil = null,
            NotBefore = null,
            Detail = recipient.Unreachable!.Cause is UnreachableCause.Bounced
                ? "Not mailed: earlier mail to the address came back for good."
                : "Not mailed: the person called earlier mail unwanted.",
        };
}
