using System.Globalization;
using PolicyNotify.Evidence;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>Holds the files against the audit entry that was made when they were written.</summary>
internal sealed class SealCheck(PackageManifest manifest, IReadOnlyDictionary<string, string> hashes, List<PackageFinding> findings)
{
    public void Run(IReadOnlyList<AuditEntry> audit)
    {
        // Two packages may be written in the same moment; this one is one of theirs.
        var seal = audit
            .Where(entry => entry.Action == PackageSeal.Action && entry.Details.GetValueOrDefault(PackageSeal.At) == PackageSeal.Moment(manifest.ExportedAt))
            .MinBy(entry => Differing(entry).Count());
        if (seal is null)
        {
            findings.Add(new(PackagePaths.Manifest, $"It says that the package was written at {manifest.ExportedAt:u}, of which the audit log knows nothing."));
            return;
        }

        findings.AddRange(Differing(seal).Select(path => new PackageFinding(
            path,
            hashes.ContainsKey(path)
                ? $"It is not the file that was written: its hash is not the one in audit entry {seal.Sequence.ToString(CultureInfo.InvariantCulture)}."
                : $"It is missing, though audit entry {seal.Sequence.ToString(CultureInfo.InvariantCulture)} says that it was written.")));
    }

    private IEnumerable<string> Differing(AuditEntry seal) => seal.Details.Keys
        .Where(key => key != PackageSeal.At)
        .Union(hashes.Keys.Where(PackageSeal.Covers))
        .Where(path => hashes.GetValueOrDefault(path) != seal.Details.GetValueOrDefault(path))
        .Order(StringComparer.Ordinal);
}
