using System.Globalization;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.TakingEffect;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>Holds the deliveries against the digest of the ledger that was recorded when the guard let the version take effect.</summary>
internal sealed class DeliveriesCheck(List<PackageFinding> findings, List<string> notes)
{
    public async Task<long> RunAsync(PackageReader package, IReadOnlyList<AuditEntry> audit, IReadOnlySet<int> editions, CancellationToken cancellationToken)
    {
        using var digest = new LedgerDigest();
        var completed = audit.LastOrDefault(entry => entry.Action == "notice.completed");
        DateTimeOffset.TryParse(completed?.Details.GetValueOrDefault("ledgerBefore"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var before);
        var (count, covered) = (0L, 0L);
        string? last = null;
        await foreach (var delivery in package.ReadListAsync<DeliveryView>(PackagePaths.Deliveries, cancellationToken))
        {
            count++;
            var place = $"{delivery.Recipient.Partition}{delivery.Recipient}";
            if (string.CompareOrdinal(last, place) >= 0)
            {
                findings.Add(new(PackagePaths.Deliveries, $"The delivery of {delivery.Recipient} is out of order or there twice."));
                return count;
            }

            last = place;
            covered += digest.Add(delivery, before) ? 1 : 0;
            if (!editions.Contains(delivery.Edition))
            {
                findings.Add(new(PackagePaths.Deliveries, $"The delivery of {delivery.Recipient} names an edition of the mail that the audit log does not know."));
            }
        }

        if (completed is null)
        {
            notes.Add("The version had not taken effect when the package was written: the audit log has no digest yet to hold the deliveries against.");
        }
        else if (completed.Details.GetValueOrDefault("ledger") != digest.Current())
        {
            findings.Add(new(
                PackagePaths.Deliveries,
                $"They are not the deliveries on which the version took effect: their digest is not the one in audit entry {completed.Sequence.ToString(CultureInfo.InvariantCulture)}."));
        }
        else if (covered < count)
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{count - covered} deliveries were settled at {before:u} or later, or never: the version did not wait for those people, and the digest does not cover them."));
        }

        return count;
    }
}
