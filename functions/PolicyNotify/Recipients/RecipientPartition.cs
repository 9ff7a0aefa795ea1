using Azure;
using Azure.Data.Tables;

namespace PolicyNotify.Recipients;

/// <summary>
/// Changes the recipients of one partition in transactions of up to 100 rows, the partition's counts among them.
/// Every change is decided on the row as it stands: when another process was faster, it is read and decided again.
/// </summary>
internal sealed class RecipientPartition(TableClient table, string partition)
{
    // A transaction holds 100 rows; one is the count.
    private const int RecipientsPerTransaction = 99;

    // Up to here single reads are cheaper than one scan between the smallest and the largest id.
    private const int FewIds = 8;

    // Somebody wins every race, so this many losses in a row mean that something else is wrong.
    private const int Attempts = 100;

    /// <summary>
    /// Decides and stores what becomes of each recipient; <paramref name="decide"/> may be asked more than once for one id, and leaves one
    /// alone by answering null.
    /// </summary>
    public async Task<IReadOnlyList<RecipientChange>> ApplyAsync(
        IEnumerable<RecipientId> ids, Func<RecipientId, Recipient?, Recipient?> decide, CancellationToken cancellationToken)
    {
        var sorted = ids.OrderBy(id => id.Value, StringComparer.Ordinal).ToList();
        var stored = await ReadAsync(sorted, cancellationToken);
        var count = await CountAsync(cancellationToken);
        var changes = new List<RecipientChange>(sorted.Count);
        foreach (var chunk in sorted.Chunk(RecipientsPerTransaction))
        {
            for (var attempt = 1; ; attempt++)
            {
                var decided = chunk.SelectMany(id => Decide(id, stored.GetValueOrDefault(id), decide)).ToList();
                try
                {
                    count = await StoreAsync([.. decided.Where(one => !one.Change.IsUnchanged)], count, cancellationToken);
                    changes.AddRange(decided.Select(one => one.Change));
                    break;
                }
                catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412 && attempt < Attempts)
                {
                    stored = await ReadAsync(sorted, cancellationToken);
                    count = await CountAsync(cancellationToken);
                }
            }
        }

        return changes;
    }

    /// <summary>The counts of this partition.</summary>
    public async Task<PartitionCount> CountAsync(CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, PartitionCount.RowKey, cancellationToken: cancellationToken);
        return PartitionCount.Read(partition, row.HasValue ? row.Value : null);
    }

    private static IEnumerable<(RecipientChange Change, ETag? Tag)> Decide(
        RecipientId id, StoredRecipient? stored, Func<RecipientId, Recipient?, Recipient?> decide) =>
        decide(id, stored?.Recipient) is { } after ? [(new(stored?.Recipient, after), stored?.ETag)] : [];

    private static TableTransactionAction Write((RecipientChange Change, ETag? Tag) decided) => decided.Tag is { } tag
        ? new(TableTransactionActionType.UpdateReplace, RecipientRow.Write(decided.Change.After), tag)
        : new(TableTransactionActionType.Add, RecipientRow.Write(decided.Change.After));

    private async Task<PartitionCount> StoreAsync(
        IReadOnlyList<(RecipientChange Change, ETag? Tag)> decided, PartitionCount count, CancellationToken cancellationToken)
    {
        if (decided.Count == 0)
        {
            return count;
        }

        var next = decided.Aggregate(count, (sum, one) => sum.Changed(one.Change.Before, one.Change.After));
        var answers = await table.SubmitTransactionAsync([.. decided.Select(Write), next.Write()], cancellationToken);
        return next with { ETag = answers.Value[^1].Headers.ETag };
    }

    private async Task<Dictionary<RecipientId, StoredRecipient>> ReadAsync(List<RecipientId> sorted, CancellationToken cancellationToken)
    {
        if (sorted.Count <= FewIds)
        {
            var rows = await Task.WhenAll(sorted.Select(id =>
                table.GetEntityIfExistsAsync<TableEntity>(partition, id.Value, cancellationToken: cancellationToken)));
            return rows.Where(row => row.HasValue).Select(row => StoredRecipient.Read(row.Value!)).ToDictionary(stored => stored.Recipient.Id);
        }

        var wanted = sorted.Select(id => id.Value).ToHashSet(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {sorted[0].Value} and RowKey le {sorted[^1].Value}");
        var found = new Dictionary<RecipientId, StoredRecipient>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (wanted.Contains(row.RowKey))
            {
                var stored = StoredRecipient.Read(row);
                found[stored.Recipient.Id] = stored;
            }
        }

        return found;
    }
}
