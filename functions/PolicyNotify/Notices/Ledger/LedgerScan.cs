using System.Runtime.CompilerServices;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Ledger;

/// <summary>Lays recipients and ledger side by side: both are sorted by the recipient's id, partition by partition.</summary>
internal sealed class LedgerScan(RecipientStore recipients, DeliveryLedger ledger)
{
    /// <summary>Every recipient of a partition, each with their delivery or null. Reads in pages; holds none but the current one.</summary>
    public async IAsyncEnumerable<(Recipient Recipient, Delivery? Delivery)> ReadAsync(
        MailingId mailing, string partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var deliveries = new LedgerCursor(ledger.ReadPartitionAsync(mailing, partition, cancellationToken), cancellationToken);
        await foreach (var recipient in recipients.ReadPartitionAsync(partition, after: null, cancellationToken))
        {
            yield return (recipient, await deliveries.FindAsync(recipient.Id));
        }
    }
}
