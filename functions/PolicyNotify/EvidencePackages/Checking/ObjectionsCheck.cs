using PolicyNotify.Evidence;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>Holds objections and the mails they rest on against the audit log: none may be missing, added or altered.</summary>
internal sealed class ObjectionsCheck(PackageManifest manifest, IReadOnlyDictionary<string, string> hashes, List<PackageFinding> findings, List<string> notes)
{
    public async Task<long> RunAsync(PackageReader package, IReadOnlyList<AuditEntry> audit, CancellationToken cancellationToken)
    {
        var objections = await package.ReadListAsync<ObjectionView>(PackagePaths.Objections, cancellationToken).ToListAsync(cancellationToken);
        var recorded = audit.Where(entry => entry.Action is "objection.recorded" or "objection.repeated").ToList();
        foreach (var objection in objections)
        {
            if (!recorded.Any(entry => entry.Details["recipient"] == objection.Recipient.Value
                && entry.Details["raw"] == objection.RawHash
                && entry.Details["inTime"] == (objection.InTime ? "yes" : "no")
                && DateTimeOffset.TryParse(entry.Details["receivedAt"], null, out var at) && at == objection.ReceivedAt))
            {
                findings.Add(new(PackagePaths.Objections, $"The objection of {objection.Recipient} is not as the audit log recorded it."));
            }

            CheckDecisions(objection, audit);
        }

        var byRecipient = objections.Select(objection => objection.Recipient.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in recorded)
        {
            // What was recorded while the package was being written may be missing from it.
            if (entry.Sequence <= manifest.AuditBefore && !byRecipient.Contains(entry.Details["recipient"]))
            {
                findings.Add(new(PackagePaths.Objections, $"The objection of {entry.Details["recipient"]}, audit entry {entry.Sequence}, is missing."));
            }

            CheckMail(entry);
        }

        foreach (var (path, hash) in hashes.Where(file => file.Key.StartsWith(PackagePaths.RawMails, StringComparison.Ordinal)))
        {
            if (path != PackagePaths.RawMail(hash))
            {
                findings.Add(new(path, "It is not the mail that it is named after."));
            }
        }

        notes.AddRange(manifest.Absent.Select(hash => $"The mail {hash} was no longer kept when the package was written."));
        return objections.Count;
    }

    // Whether an objection stands decides what becomes of a person: it follows from its steps, and each step that a person decided is entered.
    private void CheckDecisions(ObjectionView objection, IReadOnlyList<AuditEntry> audit)
    {
        foreach (var (kind, action) in new[] { (ObjectionChangeKind.Withdrawn, "objection.withdrawn"), (ObjectionChangeKind.Recorded, "objection.restored") })
        {
            var shown = objection.Changes.Count(change => change.Kind == kind && change.By is not null);
            var entered = audit.Where(entry => entry.Action == action && entry.Details["recipient"] == objection.Recipient.Value).ToList();
            if (shown > entered.Count || shown < entered.Count(entry => entry.Sequence <= manifest.AuditBefore))
            {
                findings.Add(new(PackagePaths.Objections, $"The decisions about the objection of {objection.Recipient} are not those that the audit log recorded ({action})."));
            }
        }

        if (!objection.Changes.Select(change => change.Number).SequenceEqual(Enumerable.Range(1, objection.Changes.Count)))
        {
            findings.Add(new(PackagePaths.Objections, $"The steps of the objection of {objection.Recipient} are not in their order."));
        }

        if (objection.State is ObjectionState.Withdrawn != objection.Changes is [.., { Kind: ObjectionChangeKind.Withdrawn }])
        {
            findings.Add(new(PackagePaths.Objections, $"The objection of {objection.Recipient} does not stand as its own steps say."));
        }
    }

    private void CheckMail(AuditEntry entry)
    {
        var raw = entry.Details["raw"];
        if (entry.Sequence <= manifest.AuditBefore && !hashes.ContainsKey(PackagePaths.RawMail(raw)) && !manifest.Absent.Contains(raw))
        {
            findings.Add(new(PackagePaths.RawMail(raw), $"The mail behind audit entry {entry.Sequence} is missing."));
        }
    }
}
