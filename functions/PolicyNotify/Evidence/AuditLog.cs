using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PolicyNotify.Storage;

namespace PolicyNotify.Evidence;

/// <summary>
/// The hash-chained, append-only record of every state change. Entries, the keys already recorded and the head of the chain live in one
/// partition, so that an entry and the head that names it are written together or not at all.
/// </summary>
public sealed class AuditLog : IDisposable
{
    internal const string Table = "audit";

    // Somebody wins every race, so this many losses in a row mean that something else is wrong.
    private const int Attempts = 200;

    private readonly StorageLayout storage;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim appending = new(1, 1);
    private AuditHead? lastSeen;

    internal AuditLog(StorageLayout storage, TimeProvider clock)
    {
        this.storage = storage;
        this.clock = clock;
    }

    /// <summary>Records a change once. Safe to call again with the same key, and from several processes at the same time.</summary>
    internal async Task AppendAsync(AuditEvent change, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);

        // Appends of one process take turns; only those of other processes are raced.
        await appending.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var head = lastSeen ?? await ReadHeadAsync(table, cancellationToken);
                try
                {
                    lastSeen = await AppendAfterAsync(table, head, change, cancellationToken);
                    return;
                }
                catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412 && attempt < Attempts)
                {
                    lastSeen = null;
                    if (await IsRecordedAsync(table, change.Key, cancellationToken))
                    {
                        return;
                    }
                }
                catch
                {
                    lastSeen = null;
                    throw;
                }
            }
        }
        finally
        {
            appending.Release();
        }
    }

    /// <summary>Entries in the order in which they were recorded.</summary>
    /// <param name="after">Only entries after this sequence number; 0 for all.</param>
    /// <param name="subject">Only entries about this; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<AuditEntry> ReadAsync(
        long after, string? subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AuditRows.Partition} and RowKey gt {AuditRows.EntryKey(after)} and RowKey lt {AuditRows.EndOfEntries}");
        if (subject is not null)
        {
            filter = $"{filter} and {TableClient.CreateQueryFilter($"Subject eq {subject}")}";
        }

        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return AuditRows.ReadEntry(row);
        }
    }

    /// <summary>The sequence number of the newest entry; 0 before the first.</summary>
    internal async Task<long> LastSequenceAsync(CancellationToken cancellationToken) =>
        (await ReadHeadAsync(await TableAsync(cancellationToken), cancellationToken)).Sequence;

    /// <summary>Walks the whole chain and names the first link that does not hold.</summary>
    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(await TableAsync(cancellationToken), cancellationToken);
        var chain = new AuditChainCheck(head);
        try
        {
            await foreach (var entry in ReadAsync(0, null, cancellationToken))
            {
                if (chain.Add(entry) is { } problem)
                {
                    return chain.Broken(problem);
                }
            }
        }
        catch (InvalidDataException exception)
        {
            return chain.Broken(exception.Message);
        }

        return chain.Finish();
    }

    /// <inheritdoc/>
    public void Dispose() => appending.Dispose();

    private async Task<AuditHead> AppendAfterAsync(TableClient table, AuditHead head, AuditEvent change, CancellationToken cancellationToken)
    {
        var entry = AuditHash.Sealed(new(
            head.Sequence + 1, clock.GetUtcNow().ToUniversalTime(), change.Action, change.Subject, change.Actor.Name,
            new SortedDictionary<string, string>(change.Details.ToDictionary(), StringComparer.Ordinal), head.Hash, ""));
        var next = head with { Sequence = entry.Sequence, Hash = entry.Hash };
        var answers = await table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, AuditRows.WriteKey(change.Key, entry.Sequence)),
                new(TableTransactionActionType.Add, AuditRows.WriteEntry(entry)),
                next.Write(),
            ],
            cancellationToken);
        return next with { ETag = answers.Value[^1].Headers.ETag };
    }

    private static async Task<AuditHead> ReadHeadAsync(TableClient table, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(AuditRows.Partition, AuditHead.RowKey, cancellationToken: cancellationToken);
        return AuditHead.Read(row.HasValue ? row.Value : null);
    }

    private static async Task<bool> IsRecordedAsync(TableClient table, string key, CancellationToken cancellationToken) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(AuditRows.Partition, AuditRows.RecordedKey(key), cancellationToken: cancellationToken)).HasValue;

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => storage.TableAsync(Table, cancellationToken);
}
