using System.Collections.Concurrent;
using Azure.Data.Tables;
using PolicyNotify.Storage;

namespace PolicyNotify.Replies.Records;

/// <summary>
/// The partitions of a table, each noted before anything is written to it: a table cannot be asked for its partitions, and looking for something in
/// all of them without their names reads the whole table.
/// </summary>
internal sealed class KnownPartitions(StorageLayout storage, string table)
{
    /// <summary>The partition of the notes; sorts after every other.</summary>
    public const string Notes = "~";

    private readonly ConcurrentDictionary<string, bool> noted = new(StringComparer.Ordinal);

    public async Task NoteAsync(string partition, CancellationToken cancellationToken)
    {
        if (noted.ContainsKey(partition))
            return;
        await (await storage.TableAsync(table, cancellationToken)).UpsertEntityAsync(new TableEntity(Notes, partition), TableUpdateMode.Replace, cancellationToken);
        noted[partition] = true;
    }

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Notes}");
        return await (await storage.TableAsync(table, cancellationToken)).QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken)
            .Select(row => row.RowKey).ToListAsync(cancellationToken);
    }
}
