using System.Security.Cryptography;
using System.Text;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.TakingEffect;

/// <summary>
/// One hash over the settled deliveries of a notice, partition by partition: what the audit log keeps when a version takes effect, and what
/// an exported ledger is held against years later.
/// </summary>
internal sealed class LedgerDigest : IDisposable
{
    private readonly Dictionary<string, BatchDigest> partitions = RecipientId.Partitions.ToDictionary(name => name, _ => new BatchDigest(), StringComparer.Ordinal);

    /// <summary>The hash of the partitions' hashes, in the order of the partitions.</summary>
    public static string Of(IEnumerable<string> partitionDigests) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(partitionDigests))));

    /// <summary>Adds a delivery of an exported ledger; the deliveries of a partition come in the order of their recipients.</summary>
    public void Add(DeliveryView delivery)
    {
        if (delivery.AcceptedAt is not null || delivery.State is DeliveryState.Accepted or DeliveryState.Refused)
        {
            partitions[delivery.Recipient.Partition].Add(delivery.Recipient, delivery.State, delivery.AcceptedAt, delivery.ProviderId, delivery.Edition);
        }
    }

    public string Current() => Of(RecipientId.Partitions.Select(name => partitions[name].Current()));

    public void Dispose()
    {
        foreach (var partition in partitions.Values)
        {
            partition.Dispose();
        }
    }
}
