using System.Text.Json;
using PolicyNotify.Evidence;
using PolicyNotify.Json;
using PolicyNotify.Notices;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>Follows the package's copy of the audit log from its first entry to its last, and keeps the entries about the version.</summary>
internal sealed class AuditTrailCheck(PackageManifest manifest)
{
    private const int LongestEntry = 1024 * 1024;

    /// <returns>The entries about the version and its notice, in order.</returns>
    public async Task<IReadOnlyList<AuditEntry>> RunAsync(
        PackageReader package, string? mustContain, List<PackageFinding> findings, CancellationToken cancellationToken)
    {
        var subjects = new HashSet<string>(StringComparer.Ordinal)
        {
            $"{manifest.Document}/{manifest.Version}",
            NoticeId.Of(manifest.Document, manifest.Version).ToString(),
        };
        var chain = new AuditChainCheck(new AuditHead(manifest.AuditEntries, manifest.AuditLastHash, null));
        var ours = new List<AuditEntry>();
        var contained = mustContain is null;
        await using var content = await package.OpenAsync(PackagePaths.Audit, cancellationToken);
        using var lines = new StreamReader(content);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > LongestEntry || Read(line) is not { } entry)
            {
                findings.Add(new(PackagePaths.Audit, "It holds a line that is no audit entry."));
                return ours;
            }

            if (chain.Add(entry) is { } problem)
            {
                findings.Add(new(PackagePaths.Audit, problem));
                return ours;
            }

            contained |= entry.Hash == mustContain;
            if (subjects.Contains(entry.Subject))
            {
                ours.Add(entry);
            }
        }

        if (chain.Finish().Problem is { } end)
        {
            findings.Add(new(PackagePaths.Audit, end));
        }

        if (!contained)
        {
            findings.Add(new(PackagePaths.Audit, $"No entry has the hash {mustContain}: the log was cut off or rewritten since that hash was noted."));
        }

        return ours;
    }

    private static AuditEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditEntry>(line, PolicyNotifyJson.Compact);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
