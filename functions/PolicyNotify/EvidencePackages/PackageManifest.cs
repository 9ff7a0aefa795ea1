using System.Text.Json.Serialization;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.EvidencePackages;

/// <summary>What an evidence package holds. All moments are UTC.</summary>
/// <param name="Format">The layout of the package: <see cref="CurrentFormat"/>.</param>
/// <param name="Software">The release that wrote it.</param>
/// <param name="Document">The document.</param>
/// <param name="Version">The version it is about.</param>
/// <param name="ExportedAt">When it was written.</param>
/// <param name="ExportedBy">Who asked for it.</param>
/// <param name="AuditBefore">The newest audit entry when writing began: everything up to it must show in the other files.</param>
/// <param name="AuditEntries">How many audit entries the package holds: the whole log, so that the chain can be followed from its start.</param>
/// <param name="AuditLastHash">The hash of the last of them.</param>
/// <param name="Absent">Raw mails that were no longer kept when the package was written.</param>
/// <param name="Files">Every other file.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PackageManifest(
    string Format,
    string Software,
    DocumentId Document,
    VersionNumber Version,
    DateTimeOffset ExportedAt,
    string ExportedBy,
    long AuditBefore,
    long AuditEntries,
    string AuditLastHash,
    IReadOnlyList<string> Absent,
    IReadOnlyList<PackagedFile> Files)
{
    /// <summary>The layout that this release writes and reads.</summary>
    public const string CurrentFormat = "policynotify-evidence/1";
}
