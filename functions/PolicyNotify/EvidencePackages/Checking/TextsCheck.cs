using System.Globalization;
using System.Text;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Changes.Redlines;
using PolicyNotify.Evidence;
using PolicyNotify.Publishing;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>Holds texts, judgement, redline and dates against what the audit log recorded when the version was published and since.</summary>
internal sealed class TextsCheck(PackageManifest manifest, IReadOnlyDictionary<string, string> hashes, List<PackageFinding> findings, List<string> notes)
{
    public async Task RunAsync(PackageReader package, IReadOnlyList<AuditEntry> audit, CancellationToken cancellationToken)
    {
        if (audit.FirstOrDefault(entry => entry.Action == "version.published") is not { } published)
        {
            findings.Add(new(PackagePaths.Audit, $"It does not say that {manifest.Document} {manifest.Version} was ever published."));
            return;
        }

        var version = await package.ReadJsonAsync<PolicyVersion>(PackagePaths.Version, cancellationToken);
        CheckVersion(version, published, audit);
        Expect(PackagePaths.Text(manifest.Document, manifest.Version), published, "textHash", "the text that was published");
        if (published.Details.ContainsKey("comparedWith"))
        {
            Expect(PackagePaths.Classification, published, "classification", "the judgement that was made on publishing");
            if (VersionNumber.TryParse(published.Details["comparedWith"], out var before))
            {
                Expect(PackagePaths.Text(manifest.Document, before), published, "comparedTextHash", "the text that it was compared with");
                await CheckRedlineAsync(package, version, before, cancellationToken);
            }
        }
    }

    private void CheckVersion(PolicyVersion version, AuditEntry published, IReadOnlyList<AuditEntry> audit)
    {
        Same("document", version.Document.ToString(), manifest.Document.ToString());
        Same("number", version.Number.ToString(), manifest.Version.ToString());
        Same("text hash", version.TextHash.Value, published.Details["textHash"]);
        Same("title", version.Title, published.Details["title"]);
        Same("language", version.Language, published.Details["language"]);
        Same("summary", VersionEvents.DigestOf(version.Summary), published.Details["summarySha256"]);
        Same("time zone", version.TimeZone, published.Details["timeZone"]);
        Same("significance", version.Significance.ToString(), published.Details["significance"], StringComparison.OrdinalIgnoreCase);
        Same("publisher", version.PublishedBy, published.Actor);
        Same("time of publishing", version.PublishedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), published.Details["publishedAt"]);
        Same("reason of the override", version.Override?.Reason ?? "", published.Details.GetValueOrDefault("overrideReason", ""));
        Same("approver of the override", version.Override?.ApprovedBy ?? "", published.Details.GetValueOrDefault("overrideApprovedBy", ""));

        // A postponement may be entered a moment before or after the version's row is read.
        var days = audit.Where(entry => entry.Sequence >= published.Sequence && entry.Details.ContainsKey("effectiveOn")).Select(entry => entry.Details["effectiveOn"]);
        if (!days.Contains(version.EffectiveOn.ToString("O", CultureInfo.InvariantCulture)))
        {
            findings.Add(new(PackagePaths.Version, "Its effective date is none that the audit log knows."));
        }

        Happened(version.InForceSince is not null, "version.in-force", "time of taking effect", audit);
        Happened(version.State is VersionState.Withdrawn, "version.withdrawn", "being withdrawn", audit);
        if (version.InForceSince is { } since)
        {
            Same(
                "time of taking effect",
                since.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                audit.LastOrDefault(entry => entry.Action == "version.in-force")?.Details["inForceSince"]);
        }
    }

    // What happens while the package is being written may be in the log and not yet in the version.
    private void Happened(bool shown, string action, string what, IReadOnlyList<AuditEntry> audit)
    {
        var entry = audit.LastOrDefault(entry => entry.Action == action);
        if (shown ? entry is null : entry?.Sequence <= manifest.AuditBefore)
        {
            findings.Add(new(PackagePaths.Version, $"Its {what} is not the one that the audit log recorded."));
        }
    }

    private void Same(string what, string shown, string? recorded, StringComparison comparison = StringComparison.Ordinal)
    {
        if (!string.Equals(shown, recorded, comparison))
        {
            findings.Add(new(PackagePaths.Version, $"Its {what} is not the one that the audit log recorded."));
        }
    }

    private void Expect(string path, AuditEntry published, string detail, string what)
    {
        if (!hashes.TryGetValue(path, out var hash))
        {
            findings.Add(new(path, $"It is missing, though the audit log names {what}."));
        }
        else if (hash != published.Details.GetValueOrDefault(detail))
        {
            findings.Add(new(path, $"It is not {what}: its hash is not the one in audit entry {published.Sequence.ToString(CultureInfo.InvariantCulture)}."));
        }
    }

    private async Task CheckRedlineAsync(PackageReader package, PolicyVersion version, VersionNumber before, CancellationToken cancellationToken)
    {
        if (manifest.Software != SoftwareRelease.Current)
        {
            notes.Add($"The redline was laid out by release {manifest.Software}, this is {SoftwareRelease.Current}: it was not made anew to compare. The texts it shows were checked.");
            return;
        }

        var (old, @new) = (await ParseAsync(package, before, cancellationToken), await ParseAsync(package, manifest.Version, cancellationToken));
        if (old is null || @new is null)
        {
            findings.Add(new(PackagePaths.RedlineHtml, "It cannot be made anew: one of the texts cannot be read as a policy text."));
            return;
        }

        var redline = Redline.Create(PolicyComparison.Compare(old, @new));
        await CompareAsync(package, PackagePaths.RedlineHtml, PackageRedline.Html(version.Title, version.Language, redline), cancellationToken);
        await CompareAsync(package, PackagePaths.RedlineMarkdown, PackageRedline.Markdown(redline), cancellationToken);
    }

    private async Task CompareAsync(PackageReader package, string path, string expected, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetString(await package.ReadAsync(path, cancellationToken)) != expected)
        {
            findings.Add(new(path, "It does not show the difference between the two texts: made anew from them, it reads otherwise."));
        }
    }

    private async Task<PolicyDocument?> ParseAsync(PackageReader package, VersionNumber number, CancellationToken cancellationToken)
    {
        var path = PackagePaths.Text(manifest.Document, number);
        return package.Has(path)
            ? PolicyDocument.Parse(VersionPlanner.FileOf(manifest.Document), Encoding.UTF8.GetString(await package.ReadAsync(path, cancellationToken))).Document
            : null;
    }
}
