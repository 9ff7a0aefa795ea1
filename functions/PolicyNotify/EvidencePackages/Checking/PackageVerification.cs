using PolicyNotify.Changes.Documents;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>What checking an evidence package found.</summary>
/// <param name="IsIntact">Whether everything holds.</param>
/// <param name="Document">The document; null when the manifest cannot be read.</param>
/// <param name="Version">The version.</param>
/// <param name="ExportedAt">When the package was written, in UTC.</param>
/// <param name="ManifestHash">The SHA-256 of the manifest: what the audit entry of the export names.</param>
/// <param name="AuditLastHash">The hash that the package's audit log ends with.</param>
/// <param name="Files">How many files were checked.</param>
/// <param name="Deliveries">How many deliveries it holds.</param>
/// <param name="Objections">How many objections it holds.</param>
/// <param name="Findings">What does not hold.</param>
/// <param name="Notes">What could not be checked, and why that is no fault.</param>
public sealed record PackageVerification(
    bool IsIntact,
    DocumentId? Document,
    VersionNumber? Version,
    DateTimeOffset? ExportedAt,
    string? ManifestHash,
    string? AuditLastHash,
    int Files,
    long Deliveries,
    long Objections,
    IReadOnlyList<PackageFinding> Findings,
    IReadOnlyList<string> Notes);
