using Azure.Data.Tables;
using PolicyNotify.Storage;

namespace PolicyNotify.Replies.Receiving.Sources;

/// <summary>The state of each source, one row each, so that every instance and the health check see it.</summary>
internal sealed class SourceStore(StorageLayout storage, TimeProvider clock)
{
    private const string Table = "replysources";
    private const string Partition = "source";

    /// <summary>A source was read.</summary>
    public Task SucceededAsync(string name, int? waiting, DateTimeOffset? oldestWaitingAt, int failed, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return SaveAsync(new(name, now, now, null, null, waiting, oldestWaitingAt, failed), cancellationToken);
    }

    /// <summary>A source could not be read. What was known about its mails stays.</summary>
    public async Task TroubledAsync(string name, string trouble, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = await FindAsync(name, cancellationToken);
        await SaveAsync(
            new(name, now, before?.SucceededAt, trouble, before?.TroubleSince ?? now, before?.Waiting, before?.OldestWaitingAt, before?.Failed ?? 0), cancellationToken);
    }

    public async Task<SourceStatus?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var row = await (await TableAsync(cancellationToken)).GetEntityIfExistsAsync<TableEntity>(Partition, name, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? Read(found) : null;
    }

    public async Task<IReadOnlyList<SourceStatus>> ListAsync(CancellationToken cancellationToken)
    {
        var sources = new List<SourceStatus>();
        await foreach (var row in (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
            sources.Add(Read(row));
        return sources;
    }

    // Whoever looked last is right: there is nothing to lose here.
    private async Task SaveAsync(SourceStatus source, CancellationToken cancellationToken) => await (await TableAsync(cancellationToken)).UpsertEntityAsync(
        new TableEntity(Partition, source.Name)
        {
            [nameof(SourceStatus.TriedAt)] = source.TriedAt,
            [nameof(SourceStatus.SucceededAt)] = source.SucceededAt,
            [nameof(SourceStatus.Trouble)] = source.Trouble,
            [nameof(SourceStatus.TroubleSince)] = source.TroubleSince,
            [nameof(SourceStatus.Waiting)] = source.Waiting,
            [nameof(SourceStatus.OldestWaitingAt)] = source.OldestWaitingAt,
            [nameof(SourceStatus.Failed)] = source.Failed,
        },
        TableUpdateMode.Replace,
        cancellationToken);

    private static SourceStatus Read(TableEntity row) => new(
        row.RowKey,
        row.GetDateTimeOffset(nameof(SourceStatus.TriedAt))!.Value,
        row.GetDateTimeOffset(nameof(SourceStatus.SucceededAt)),
        row.GetString(nameof(SourceStatus.Trouble)),
        row.GetDateTimeOffset(nameof(SourceStatus.TroubleSince)),
        row.GetInt32(nameof(SourceStatus.Waiting)),
        row.GetDateTimeOffset(nameof(SourceStatus.OldestWaitingAt)),
        row.GetInt32(nameof(SourceStatus.Failed)) ?? 0);

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => storage.TableAsync(Table, cancellationToken);
}
