using System.Globalization;
using PolicyNotify.Evidence;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.TakingEffect;
using PolicyNotify.Reminders;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>Holds a reminder, its mail and its copies against the audit log.</summary>
internal sealed class ReminderCheck(MailingId reminder, PackageManifest manifest, IReadOnlyDictionary<string, string> hashes, List<PackageFinding> findings, List<string> notes)
{
    private readonly string copies = PackagePaths.DeliveriesOf(reminder);

    /// <param name="package">The package.</param>
    /// <param name="audit">The entries about the reminder, in order.</param>
    /// <param name="cancellationToken">Stops checking.</param>
    public async Task RunAsync(PackageReader package, IReadOnlyList<AuditEntry> audit, CancellationToken cancellationToken)
    {
        if (audit.Count == 0)
        {
            findings.Add(new(PackagePaths.Reminder(reminder), "The audit log knows no such reminder."));
            return;
        }

        // One that was planned while the package was being written may be missing from it.
        if (!package.Has(PackagePaths.Reminder(reminder)) && audit[0].Sequence > manifest.AuditBefore)
        {
            return;
        }

        var view = await package.ReadJsonAsync<ReminderView>(PackagePaths.Reminder(reminder), cancellationToken);
        if (view.Id != reminder || !audit.Any(entry => entry.Action == ReminderEvents.PlannedAction && entry.Details["dueAt"] == NoticeEvents.Moment(view.DueAt)))
        {
            findings.Add(new(PackagePaths.Reminder(reminder), "It is not the reminder that the audit log recorded, or was due at another time."));
        }

        var editions = await new MailCheck(reminder, manifest, hashes, findings).RunAsync(package, audit, cancellationToken);
        await CheckCopiesAsync(package, audit, editions, cancellationToken);
    }

    private async Task CheckCopiesAsync(PackageReader package, IReadOnlyList<AuditEntry> audit, IReadOnlySet<int> editions, CancellationToken cancellationToken)
    {
        using var digest = new LedgerDigest();
        string? last = null;
        await foreach (var copy in package.ReadListAsync<DeliveryView>(copies, cancellationToken))
        {
            var place = $"{copy.Recipient.Partition}{copy.Recipient}";
            if (string.CompareOrdinal(last, place) >= 0)
            {
                findings.Add(new(copies, $"The copy of {copy.Recipient} is out of order or there twice."));
                return;
            }

            last = place;
            if (ReminderClosing.IsFinal(copy.State, copy.SettledByReport))
            {
                digest.Add(copy);
            }

            if (!editions.Contains(copy.Edition))
            {
                findings.Add(new(copies, $"The copy of {copy.Recipient} names an edition of the mail that the audit log does not know."));
            }
        }

        if (audit.LastOrDefault(entry => entry.Action == ReminderEvents.ClosedAction) is { } closed)
        {
            if (closed.Details["ledger"] == digest.Current())
            {
                return;
            }

            if (closed.Sequence > manifest.AuditBefore)
            {
                notes.Add($"{reminder} ended while the package was being written: its copies may be older than the digest of them in audit entry {closed.Sequence.ToString(CultureInfo.InvariantCulture)}, and are not held against it.");
            }
            else
            {
                findings.Add(new(
                    copies, $"They are not the copies that were sent: their digest is not the one in audit entry {closed.Sequence.ToString(CultureInfo.InvariantCulture)}."));
            }
        }
        else if (last is not null)
        {
            notes.Add($"{reminder} was not over when the package was written: the audit log has no digest yet to hold its copies against.");
        }
    }
}
