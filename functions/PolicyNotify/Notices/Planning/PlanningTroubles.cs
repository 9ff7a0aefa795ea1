using Azure;
using Azure.Data.Tables;
using PolicyNotify.Storage;

namespace PolicyNotify.Notices.Planning;

/// <summary>The versions whose notice could not be planned: a table partition of its own, beside those of the notices.</summary>
public sealed class PlanningTroubles
{
    private const string Table = "notices";

    // No notice is called that: each has a version in its name.
    private const string Partition = "planning";

    private readonly StorageLayout storage;
    private readonly TimeProvider clock;

    internal PlanningTroubles(StorageLayout storage, TimeProvider clock) => (this.storage, this.clock) = (storage, clock);

    /// <summary>Those that have lasted so long that people have to know.</summary>
    public async Task<IReadOnlyList<PlanningTrouble>> ListLastingAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken)).Where(trouble => trouble.IsLasting(clock.GetUtcNow()))];

    internal async Task<IReadOnlyList<PlanningTrouble>> ListAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        var troubles = new List<PlanningTrouble>();
        await foreach (var row in (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            troubles.Add(Read(row));
        }

        return troubles;
    }

    internal async Task<PlanningTrouble?> FindAsync(NoticeId notice, CancellationToken cancellationToken)
    {
        var row = await (await TableAsync(cancellationToken)).GetEntityIfExistsAsync<TableEntity>(Partition, notice.ToString(), cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? Read(found) : null;
    }

    /// <summary>Notes that planning failed once more. Of two who note it at once the last one wins: only the count is one short.</summary>
    internal async Task FailedAsync(NoticeId notice, string because, CancellationToken cancellationToken)
    {
        var before = await FindAsync(notice, cancellationToken);
        await WriteAsync(new(notice, before?.Since ?? clock.GetUtcNow().ToUniversalTime(), (before?.Attempts ?? 0) + 1, because), cancellationToken);
    }

    internal async Task WriteAsync(PlanningTrouble trouble, CancellationToken cancellationToken) =>
        await (await TableAsync(cancellationToken)).UpsertEntityAsync(
            new TableEntity(Partition, trouble.Notice.ToString())
            {
                [nameof(PlanningTrouble.Since)] = trouble.Since,
                [nameof(PlanningTrouble.Attempts)] = trouble.Attempts,
                [nameof(PlanningTrouble.Because)] = trouble.Because,
            },
            TableUpdateMode.Replace,
            cancellationToken);

    internal async Task ForgetAsync(NoticeId notice, CancellationToken cancellationToken) =>
        await (await TableAsync(cancellationToken)).DeleteEntityAsync(Partition, notice.ToString(), ETag.All, cancellationToken);

    private static PlanningTrouble Read(TableEntity row) => new(
        NoticeId.Parse(row.RowKey),
        row.GetDateTimeOffset(nameof(PlanningTrouble.Since))!.Value,
        row.GetInt32(nameof(PlanningTrouble.Attempts))!.Value,
        row.GetString(nameof(PlanningTrouble.Because)));

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => storage.TableAsync(Table, cancellationToken);
}
