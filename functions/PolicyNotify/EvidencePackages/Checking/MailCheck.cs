using System.Globalization;
using PolicyNotify.Evidence;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Content;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>Holds every edition of a notice's or a reminder's mail against the hash that the audit log recorded when it came into being.</summary>
internal sealed class MailCheck(MailingId mailing, PackageManifest manifest, IReadOnlyDictionary<string, string> hashes, List<PackageFinding> findings)
{
    /// <returns>The editions that the audit log vouches for.</returns>
    public async Task<IReadOnlySet<int>> RunAsync(PackageReader package, IReadOnlyList<AuditEntry> audit, CancellationToken cancellationToken)
    {
        var editions = new HashSet<int>();
        foreach (var entry in audit)
        {
            if (entry.Details.TryGetValue("content", out var content))
            {
                var revision = int.TryParse(entry.Details.GetValueOrDefault("revision", "1"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
                await CheckAsync(package, revision, content, entry.Sequence, cancellationToken);
                editions.Add(revision);
            }
        }

        foreach (var path in hashes.Keys.Where(path => path.StartsWith(PackagePaths.Editions(mailing), StringComparison.Ordinal)))
        {
            if (!editions.Any(revision => path.StartsWith(PackagePaths.Edition(mailing, revision), StringComparison.Ordinal)))
            {
                findings.Add(new(path, "The audit log knows no such edition of the mail."));
            }
        }

        return editions;
    }

    private async Task CheckAsync(PackageReader package, int revision, string expected, long sequence, CancellationToken cancellationToken)
    {
        var path = PackagePaths.EditionManifest(mailing, revision);
        if (!hashes.TryGetValue(path, out var hash))
        {
            // An edition that was made while the package was being written may be missing from it.
            if (sequence <= manifest.AuditBefore)
            {
                findings.Add(new(path, "The edition of the mail is missing, though the audit log names it."));
            }

            return;
        }

        if (hash != expected)
        {
            findings.Add(new(path, $"It is not the mail that was planned: its hash is not the one in audit entry {sequence.ToString(CultureInfo.InvariantCulture)}."));
            return;
        }

        var edition = await package.ReadJsonAsync<NoticeContentManifest>(path, cancellationToken);
        foreach (var file in edition.Files)
        {
            var part = PackagePaths.Edition(mailing, revision) + file.Name;
            if (hashes.GetValueOrDefault(part) != file.Sha256)
            {
                findings.Add(new(part, "It is missing or not the part that was sent."));
            }
        }
    }
}
