using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using PolicyNotify.Storage;

namespace PolicyNotify.Recipients;

/// <summary>Everybody who may have to be told, in 64 partitions, each a table of its own and sorted by recipient id.</summary>
public sealed class RecipientStore
{
    private const int PartitionsAtOnce = 8;

    private readonly StorageLayout storage;
    private readonly RecipientIdentity identity;

    internal RecipientStore(StorageLayout storage, RecipientIdentity identity)
    {
        this.storage = storage;
        this.identity = identity;
    }

    /// <summary>One recipient; null when there is none of that id.</summary>
    public async Task<Recipient?> GetAsync(RecipientId id, CancellationToken cancellationToken)
    {
        var table = await TableAsync(id.Partition, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(id.Partition, id.Value, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? RecipientRow.Read(found) : null;
    }

    /// <summary>The recipient with an address, in any letter case; null when there is none.</summary>
    public Task<Recipient?> FindByAddressAsync(string address, CancellationToken cancellationToken) =>
        GetAsync(identity.IdOf(address), cancellationToken);

    /// <summary>The recipients of one partition in the order of their ids.</summary>
    /// <param name="partition">One of <see cref="RecipientId.Partitions"/>.</param>
    /// <param name="after">Where an earlier reading stopped: only ids after this one; null reads from the start.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<Recipient> ReadPartitionAsync(
        string partition, RecipientId? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await TableAsync(partition, cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey gt {after?.Value ?? ""} and RowKey lt {PartitionCount.RowKey}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return RecipientRow.Read(row);
        }
    }

    /// <summary>Those of one partition whom mail does not reach, in the order of their ids.</summary>
    internal async IAsyncEnumerable<Recipient> ReadUnreachableAsync(string partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await TableAsync(partition, cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey lt {PartitionCount.RowKey} and UnreachableCause gt {""}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return RecipientRow.Read(row);
        }
    }

    /// <summary>Adds recipients or replaces what is known of them, exactly as given. A later entry of the same id wins.</summary>
    public async Task UpsertManyAsync(IEnumerable<Recipient> recipients, CancellationToken cancellationToken)
    {
        var given = recipients.GroupBy(recipient => recipient.Id).ToDictionary(same => same.Key, same => same.Last());
        await Parallel.ForEachAsync(
            given.Keys.GroupBy(id => id.Partition),
            new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellationToken },
            async (ids, stop) => await (await PartitionAsync(ids.Key, stop)).ApplyAsync([.. ids], (id, _) => given[id], stop));
    }

    /// <summary>How many there are, verified and not.</summary>
    public async Task<RecipientCounts> CountsAsync(CancellationToken cancellationToken)
    {
        var counts = await CountsAsync(RecipientId.Partitions, cancellationToken);
        return new(counts.Sum(count => count.Verified), counts.Sum(count => count.Unverified), counts.Sum(count => count.Unreachable));
    }

    /// <summary>How many there are in each of some partitions.</summary>
    internal async Task<IReadOnlyList<PartitionCount>> CountsAsync(IEnumerable<string> partitions, CancellationToken cancellationToken) =>
        await Task.WhenAll(partitions.Select(async name => await (await PartitionAsync(name, cancellationToken)).CountAsync(cancellationToken)));

    internal async Task<RecipientPartition> PartitionAsync(string partition, CancellationToken cancellationToken) =>
        new(await TableAsync(partition, cancellationToken), partition);

    private Task<TableClient> TableAsync(string partition, CancellationToken cancellationToken) => storage.TableAsync("recipients" + partition, cancellationToken);
}
