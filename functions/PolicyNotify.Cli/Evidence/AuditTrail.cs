using PolicyNotify.Cli.Service;
using PolicyNotify.Evidence;

namespace PolicyNotify.Cli.Evidence;

/// <summary>Reads the audit log through the API, page by page until nothing is left.</summary>
internal static class AuditTrail
{
    public static async Task<IReadOnlyList<AuditEntry>> ReadAsync(ServiceClient service, string? subject, CancellationToken cancellationToken)
    {
        var entries = new List<AuditEntry>();
        while (true)
        {
            var after = entries.Count == 0 ? 0 : entries[^1].Sequence;
            var about = subject is null ? "" : $"&subject={Uri.EscapeDataString(subject)}";
            var page = await service.GetAsync<IReadOnlyList<AuditEntry>>($"api/audit?after={after}{about}", cancellationToken);
            if (page.Count == 0)
                return entries;
            entries.AddRange(page);
        }
    }
}
