using System.Globalization;
using PolicyNotify.Evidence;
using PolicyNotify.Notices;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>
/// Checks an evidence package without the service that wrote it. Hashes alone prove little, since whoever alters a file can write a new
/// manifest: every file is therefore held against the audit log in the package, whose chain admits no change in its middle.
/// </summary>
internal static class PackageCheck
{
    /// <param name="name">The package's name, for the findings.</param>
    /// <param name="content">The package; seekable.</param>
    /// <param name="mustContain">A hash of the audit log that was noted elsewhere; null when none was.</param>
    /// <param name="cancellationToken">Stops checking.</param>
    public static async Task<PackageVerification> RunAsync(string name, Stream content, string? mustContain, CancellationToken cancellationToken)
    {
        var findings = new List<PackageFinding>();
        var notes = new List<string>();
        var result = new PackageVerification(false, null, null, null, null, null, 0, 0, 0, findings, notes);
        try
        {
            await using var package = await PackageReader.OpenAsync(content, cancellationToken);
            var manifest = await package.ReadJsonAsync<PackageManifest>(PackagePaths.Manifest, cancellationToken);
            if (manifest.Format != PackageManifest.CurrentFormat)
            {
                findings.Add(new(PackagePaths.Manifest, $"Its format is {manifest.Format}; this release reads {PackageManifest.CurrentFormat}."));
                return result;
            }

            var hashes = await HashesAsync(package, manifest, findings, cancellationToken);
            var trail = PackageTrail.None;
            var (deliveries, objections) = (0L, 0L);
            await TryAsync(findings, async () => trail = await new AuditTrailCheck(manifest).RunAsync(package, mustContain, findings, cancellationToken));
            var audit = trail.Entries;
            if (!findings.Any(finding => finding.File == PackagePaths.Audit))
            {
                new SealCheck(manifest, hashes, findings).Run(audit);
            }

            await TryAsync(findings, () => new TextsCheck(manifest, hashes, findings, notes).RunAsync(package, audit, cancellationToken));
            var notice = NoticeId.Of(manifest.Document, manifest.Version).ToString();
            if (package.Has(PackagePaths.Notice) || audit.Any(entry => entry.Subject == notice && entry.Sequence <= manifest.AuditBefore))
            {
                IReadOnlySet<int> editions = new HashSet<int>();
                await TryAsync(findings, async () => editions = await new MailCheck(NoticeId.Of(manifest.Document, manifest.Version), manifest, hashes, findings).RunAsync(package, audit, cancellationToken));
                await TryAsync(findings, async () => deliveries = await new DeliveriesCheck(findings, notes).RunAsync(package, audit, editions, cancellationToken));
                await TryAsync(findings, async () => objections = await new ObjectionsCheck(manifest, hashes, findings, notes).RunAsync(package, audit, cancellationToken));
            }

            foreach (var (reminder, entries) in RemindersOf(manifest, hashes.Keys, trail.Reminders))
            {
                await TryAsync(findings, () => new ReminderCheck(reminder, manifest, hashes, findings, notes).RunAsync(package, entries, cancellationToken));
            }

            return result with
            {
                IsIntact = findings.Count == 0,
                Document = manifest.Document,
                Version = manifest.Version,
                ExportedAt = manifest.ExportedAt,
                ManifestHash = await package.HashAsync(PackagePaths.Manifest, cancellationToken),
                AuditLastHash = manifest.AuditLastHash,
                Files = hashes.Count,
                Deliveries = deliveries,
                Objections = objections,
                Findings = [.. findings.Distinct()],
            };
        }
        catch (InvalidDataException exception)
        {
            findings.Add(new(name, exception.Message));
            return result;
        }
        catch (DamagedFileException exception)
        {
            findings.Add(new(exception.File, exception.Message));
            return result;
        }
    }

    // Those that the log knows, and those that only the package shows.
    private static IEnumerable<(MailingId Reminder, IReadOnlyList<AuditEntry> Entries)> RemindersOf(
        PackageManifest manifest, IEnumerable<string> paths, IReadOnlyDictionary<MailingId, IReadOnlyList<AuditEntry>> logged)
    {
        var notice = NoticeId.Of(manifest.Document, manifest.Version);
        var shown = paths
            .Where(path => path.StartsWith(PackagePaths.Reminders, StringComparison.Ordinal))
            .Select(path => path.Split('/')[1])
            .Select(name => DateOnly.TryParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MinValue)
            .Select(day => MailingId.Reminder(notice, day));
        return logged.Keys.Concat(shown).Distinct().Select(reminder => (reminder, logged.GetValueOrDefault(reminder, [])));
    }

    // One damaged file must not keep the others from being checked.
    private static async Task TryAsync(List<PackageFinding> findings, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (DamagedFileException exception)
        {
            findings.Add(new(exception.File, exception.Message));
        }
        catch (KeyNotFoundException exception)
        {
            findings.Add(new(PackagePaths.Audit, $"An entry lacks what every entry of its kind has: {exception.Message}"));
        }
    }

    private static async Task<Dictionary<string, string>> HashesAsync(
        PackageReader package, PackageManifest manifest, List<PackageFinding> findings, CancellationToken cancellationToken)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in package.Paths.Where(path => path != PackagePaths.Manifest))
        {
            // A file that cannot be unpacked is there, and is none of those that were written.
            hashes[path] = "";
            await TryAsync(findings, async () => hashes[path] = await package.HashAsync(path, cancellationToken));
        }

        foreach (var file in manifest.Files)
        {
            if (!hashes.TryGetValue(file.Path, out var hash))
            {
                findings.Add(new(file.Path, "It is missing."));
            }
            else if (hash != file.Sha256)
            {
                findings.Add(new(file.Path, "It was changed: its hash is not the one in the manifest."));
            }
        }

        var listed = manifest.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        findings.AddRange(hashes.Keys.Where(path => !listed.Contains(path)).Select(path => new PackageFinding(path, "It was added: the manifest does not list it.")));
        return hashes;
    }
}
