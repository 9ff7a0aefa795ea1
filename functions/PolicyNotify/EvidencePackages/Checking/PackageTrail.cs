using PolicyNotify.Evidence;
using PolicyNotify.Notices;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>What the package's audit log says about its version.</summary>
/// <param name="Entries">The entries about the version and its notice, in order.</param>
/// <param name="Reminders">The entries about each reminder of the notice, in order.</param>
internal sealed record PackageTrail(IReadOnlyList<AuditEntry> Entries, IReadOnlyDictionary<MailingId, IReadOnlyList<AuditEntry>> Reminders)
{
    public static PackageTrail None { get; } = new([], new Dictionary<MailingId, IReadOnlyList<AuditEntry>>());
}
