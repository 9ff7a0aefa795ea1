using System.Text.Json;
using PolicyNotify.Evidence;
using PolicyNotify.Notices;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>Follows the package's copy of the audit log from its first entry to its last, and keeps the entries about the version.</summary>
internal sealed class AuditTrailCheck(PackageManifest manifest)
{
    private const int LongestEntry = 1024 * 1024;

    // Writing takes minutes at most; clocks of several machines differ by less.
    private static readonly TimeSpan LongestWriting = TimeSpan.FromHours(1);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <returns>The entries about the version, its notice and its reminders.</returns>
    public async Task<PackageTrail> RunAsync(
        PackageReader package, string? mustContain, List<PackageFinding> findings, CancellationToken cancellationToken)
    {
        var notice = NoticeId.Of(manifest.Document, manifest.Version);
        var subjects = new HashSet<string>(StringComparer.Ordinal) { $"{manifest.Document}/{manifest.Version}", notice.ToString() };
        var reminders = new List<(MailingId Reminder, AuditEntry Entry)>();
        var chain = new AuditChainCheck(new AuditHead(manifest.AuditEntries, manifest.AuditLastHash, null));
        var ours = new List<AuditEntry>();
        var contained = mustContain is null;
        var isDated = false;
        AuditEntry? last = null;
        await using var content = await package.OpenAsync(PackagePaths.Audit, cancellationToken);
        using var lines = new StreamReader(content);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > LongestEntry || Read(line) is not { } entry)
            {
                findings.Add(new(PackagePaths.Audit, "It holds a line that is no audit entry."));
                return Trail();
            }

            if (chain.Add(entry) is { } problem)
            {
                findings.Add(new(PackagePaths.Audit, problem));
                return Trail();
            }

            if (entry.Sequence > manifest.AuditBefore && !isDated)
            {
                isDated = true;
                CheckWriting(entry, findings);
            }

            last = entry;
            contained |= entry.Hash == mustContain;
            if (subjects.Contains(entry.Subject))
            {
                ours.Add(entry);
            }
            else if (ReminderOf(notice, entry) is { } reminder)
            {
                reminders.Add((reminder, entry));
            }
        }

        if (chain.Finish().Problem is { } end)
        {
            findings.Add(new(PackagePaths.Audit, end));
        }

        if (last is not null && last.At > manifest.ExportedAt + LongestWriting)
        {
            findings.Add(new(PackagePaths.Manifest, $"It says that the package was written at {manifest.ExportedAt:u}, but the audit log in it goes on until {last.At:u}."));
        }

        if (!contained)
        {
            findings.Add(new(PackagePaths.Audit, $"No entry has the hash {mustContain}: the log was cut off or rewritten since that hash was noted."));
        }

        return Trail();

        PackageTrail Trail() => new(
            ours,
            reminders.GroupBy(one => one.Reminder, one => one.Entry).ToDictionary(one => one.Key, one => (IReadOnlyList<AuditEntry>)[.. one]));
    }

    private static MailingId? ReminderOf(NoticeId notice, AuditEntry entry)
    {
        if (!entry.Action.StartsWith("reminder.", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return MailingId.Parse(entry.Subject) is { IsReminder: true } reminder && reminder.Notice == notice ? reminder : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // What was recorded while the package was being written may be missing from other files: nobody may pass off older entries as such.
    private void CheckWriting(AuditEntry first, List<PackageFinding> findings)
    {
        if (first.At < manifest.ExportedAt - ClockSkew)
        {
            findings.Add(new(
                PackagePaths.Manifest, $"It says that audit entry {first.Sequence} was recorded while the package was being written, at {manifest.ExportedAt:u}; the entry is of {first.At:u}."));
        }
    }

    private static AuditEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditEntry>(line, WholeRecords.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
