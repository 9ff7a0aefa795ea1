using System.Security.Cryptography;
using System.Text;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.TakingEffect;

/// <summary>
/// One hash over the deliveries of a notice that were settled long enough ago, partition by partition: what the audit log keeps when a version takes effect, and what
/// an exported ledger is held against years later.
/// </summary>
internal sealed class LedgerDigest : IDisposable
{
    private readonly Dictionary<string, BatchDigest> partitions = RecipientId.Partitions.ToDictionary(name => name, _ => new BatchDigest(), StringComparer.Ordinal);

    /// <summary>The hash of the partitions' hashes, in the order of the partitions.</summary>
    public static string Of(IEnumerable<string> partitionDigests) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(partitionDigests))));

    /// <summary>
    /// Whether a delivery was settled before a moment. Younger ones, of people verified shortly before the effective day, may be on their way
    /// while the guard looks, and be settled by an event later: a hash over them would hold for a minute only.
    /// </summary>
    public static bool Covers(DeliveryState state, DateTimeOffset plannedAt, DateTimeOffset? acceptedAt, DateTimeOffset before) =>
        state is DeliveryState.Accepted or DeliveryState.Refused or DeliveryState.Suppressed && (acceptedAt ?? plannedAt) < before;

    /// <summary>Adds a delivery of an exported ledger; the deliveries of a partition come in the order of their recipients.</summary>
    /// <returns>Whether the hash covers it.</returns>
    public bool Add(DeliveryView delivery, DateTimeOffset before)
    {
        if (!Covers(delivery.State, delivery.PlannedAt, delivery.AcceptedAt, before))
        {
            return false;
        }

        Add(delivery);
        return true;
    }

    /// <summary>Adds a delivery whenever it was settled.</summary>
    public void Add(DeliveryView delivery) =>
        partitions[delivery.Recipient.Partition].Add(delivery.Recipient, delivery.State, delivery.AcceptedAt, delivery.ProviderId, delivery.Edition);

    public string Current() => Of(RecipientId.Partitions.Select(name => partitions[name].Current()));

    public void Dispose()
    {
        foreach (var partition in partitions.Values)
        {
            partition.Dispose();
        }
    }
}
