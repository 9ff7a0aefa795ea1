using System.Runtime.CompilerServices;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Ledger;

/// <summary>Lays recipients and ledger side by side: both are sorted by the recipient's id, partition by partition.</summary>
internal sealed class LedgerScan(RecipientStore recipients, DeliveryLedger ledger)
{
    /// <summary>Every recipient of a partition, each with their delivery or null. Reads in pages; holds none but the current one.</summary>
    public async IAsyncEnumerable<(Recipient Recipient, Delivery? Delivery)> ReadAsync(
        NoticeId notice, string partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var deliveries = ledger.ReadPartitionAsync(notice, partition, cancellationToken).GetAsyncEnumerator(cancellationToken);
        Delivery? next = null;
        var started = false;
        await foreach (var recipient in recipients.ReadPartitionAsync(partition, after: null, cancellationToken))
        {
            // A partition without recipients needs no look at the ledger.
            if (!started)
            {
                next = await NextAsync(deliveries);
                started = true;
            }

            while (next is not null && string.CompareOrdinal(next.Recipient.Value, recipient.Id.Value) < 0)
            {
                next = await NextAsync(deliveries);
            }

            yield return (recipient, next?.Recipient == recipient.Id ? next : null);
        }
    }

    private static async Task<Delivery?> NextAsync(IAsyncEnumerator<Delivery> deliveries) => await deliveries.MoveNextAsync() ? deliveries.Current : null;
}
