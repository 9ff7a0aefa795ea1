using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Mailing;

/// <summary>
/// Records, a page at a time, whom a mail is not sent to although they are among those to be told. The record is what the guard and the
/// report go by: nobody is left out silently.
/// </summary>
internal sealed class SuppressedPage(DeliveryLedger ledger, IMailing mailing, TimeProvider clock, int pageSize)
{
    private readonly List<(Recipient Recipient, Delivery? Before, string Because)> waiting = [];

    /// <summary>Whether a copy that was not attempted is to be made after all: nothing speaks against it any more, as when the person proved the address again.</summary>
    public static bool Releases(Addressee person) =>
        person is { NotMailedBecause: null, Recipient.MayBeMailed: true, Delivery.State: DeliveryState.Suppressed };

    /// <returns>False when another worker changed some of them first; the next pass sees to those.</returns>
    public async Task<bool> AddAsync(
        Recipient recipient, Delivery? before, string because, PassTally tally, BatchDigest digest, CancellationToken cancellationToken)
    {
        if (before is { State: DeliveryState.Suppressed } && before.Detail == because)
        {
            tally.Add(recipient, before);
            return true;
        }

        var isFull = waiting.Count >= pageSize || (waiting.Count > 0 && !DeliveryRow.AreTogether(waiting[0].Recipient.Id, recipient.Id));
        var recorded = !isFull || await FlushAsync(tally, digest, cancellationToken);
        waiting.Add((recipient, before, because));
        return recorded;
    }

    public async Task<bool> FlushAsync(PassTally tally, BatchDigest digest, CancellationToken cancellationToken)
    {
        if (waiting.Count == 0)
        {
            return true;
        }

        var now = clock.GetUtcNow().ToUniversalTime();
        var rows = await ledger.TryClaimAsync(mailing.Id, [.. waiting.Select(one => Suppressed(one.Recipient, one.Before, one.Because, now))], cancellationToken);
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

    private Delivery Suppressed(Recipient recipient, Delivery? before, string because, DateTimeOffset now) =>
        (before ?? new(recipient.Id, DeliveryState.Planned, now, 0, null, null, null, null, null, null, null, mailing.Revision, null)) with
        {
            State = DeliveryState.Suppressed,
            LeaseUntil = null,
            NotBefore = null,
            Detail = because,
        };
}
