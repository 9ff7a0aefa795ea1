using Azure;
using Azure.Data.Tables;
using PolicyNotify.Problems;
using PolicyNotify.Recipients;
using PolicyNotify.Storage;

namespace PolicyNotify.Notices.Planning;

/// <summary>The notices, and the state of the partitions of every mailing.</summary>
internal sealed class NoticeStore(StorageLayout storage)
{
    private const string Table = "notices";
    public const string ReminderTable = "reminders";
    private const int Attempts = 20;

    /// <summary>Stores a new notice with all its partitions, in one transaction. False when there is one already.</summary>
    public async Task<bool> TryAddAsync(Notice notice, CancellationToken cancellationToken)
    {
        var rows = RecipientId.Partitions
            .Select(name => NoticeRows.Write(notice.Id, new(name, notice.Dates.MailingStartsAt, null, NoticeCounts.None, new Dictionary<string, long>(), default)))
            .Prepend(NoticeRows.Write(notice))
            .Select(row => new TableTransactionAction(TableTransactionActionType.Add, row));
        try
        {
            await (await TableAsync(cancellationToken)).SubmitTransactionAsync(rows, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 409)
        {
            return false;
        }
    }

    public async Task<Notice?> FindAsync(NoticeId id, CancellationToken cancellationToken)
    {
        var row = await (await TableAsync(cancellationToken)).GetEntityIfExistsAsync<TableEntity>(id.ToString(), NoticeRows.NoticeKey, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? NoticeRows.ReadNotice(found) : null;
    }

    /// <exception cref="UnknownResourceException">There is no such notice.</exception>
    public async Task<Notice> GetAsync(NoticeId id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw new UnknownResourceException($"There is no notice '{id}'.");

    /// <summary>Every notice, the latest planned first.</summary>
    public async Task<IReadOnlyList<Notice>> ListAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {NoticeRows.NoticeKey}");
        var notices = new List<Notice>();
        await foreach (var row in (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            notices.Add(NoticeRows.ReadNotice(row));
        }

        return [.. notices.OrderByDescending(notice => notice.PlannedAt).ThenBy(notice => notice.Id.ToString(), StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<NoticePartition>> PartitionsAsync(MailingId id, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {id.ToString()} and RowKey ge {NoticeRows.PartitionPrefix} and RowKey lt {NoticeRows.PartitionPrefix + "~"}");
        var partitions = new List<NoticePartition>();
        await foreach (var row in (await TableAsync(id, cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            partitions.Add(NoticeRows.ReadPartition(row));
        }

        return partitions;
    }

    /// <summary>Changes a notice: reads it, lets <paramref name="change"/> say what it should be (null: nothing to change) and writes it, again when somebody else was faster.</summary>
    /// <returns>The notice as it now is, and whether this call changed it.</returns>
    public async Task<(Notice Notice, bool Changed)> ChangeAsync(NoticeId id, Func<Notice, Notice?> change, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var before = await GetAsync(id, cancellationToken);
            if (change(before) is not { } after)
            {
                return (before, false);
            }

            try
            {
                var answer = await table.UpdateEntityAsync(NoticeRows.Write(after), before.ETag!.Value, TableUpdateMode.Replace, cancellationToken);
                return (after with { ETag = answer.Headers.ETag }, true);
            }
            catch (RequestFailedException exception) when (exception.Status is 412 && attempt < Attempts)
            {
                // Somebody else changed it first: what is right now depends on what it is now.
            }
        }
    }

    /// <summary>Moves the next pass of partitions, in one transaction. False when one of them was changed meanwhile: nothing is moved then.</summary>
    public async Task<bool> TryScheduleAsync(MailingId id, IEnumerable<NoticePartition> partitions, DateTimeOffset nextPassAt, CancellationToken cancellationToken)
    {
        var rows = partitions.Select(partition => new TableTransactionAction(
            TableTransactionActionType.UpdateMerge,
            new TableEntity(id.ToString(), NoticeRows.PartitionPrefix + partition.Partition) { [nameof(NoticePartition.NextPassAt)] = nextPassAt },
            partition.ETag));
        try
        {
            await (await TableAsync(id, cancellationToken)).SubmitTransactionAsync(rows, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 412)
        {
            return false;
        }
    }

    /// <summary>Makes the next pass of every partition due.</summary>
    public async Task DueAtOnceAsync(MailingId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var later = (await PartitionsAsync(id, cancellationToken)).Where(partition => partition.NextPassAt > now).ToList();
            if (later.Count == 0 || await TryScheduleAsync(id, later, now, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>One partition's part of a notice.</summary>
    public async Task<NoticePartition> PartitionAsync(MailingId id, string partition, CancellationToken cancellationToken) =>
        NoticeRows.ReadPartition(await (await TableAsync(id, cancellationToken)).GetEntityAsync<TableEntity>(
            id.ToString(), NoticeRows.PartitionPrefix + partition, cancellationToken: cancellationToken));

    /// <summary>
    /// Records what a pass found. Of several the last one wins, because each counts everybody anew; but whoever asked for a pass while this
    /// one was under way still gets it.
    /// </summary>
    /// <param name="id">The mailing.</param>
    /// <param name="before">The partition as it was when the pass began.</param>
    /// <param name="found">What the pass found.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RecordPassAsync(MailingId id, NoticePartition before, NoticePartition found, CancellationToken cancellationToken)
    {
        var table = await TableAsync(id, cancellationToken);
        var next = found.NextPassAt;
        var tag = before.ETag;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await table.UpdateEntityAsync(NoticeRows.Write(id, found with { NextPassAt = next }), tag, TableUpdateMode.Replace, cancellationToken);
                return;
            }
            catch (RequestFailedException exception) when (exception.Status is 412 && attempt < Attempts)
            {
                var current = await PartitionAsync(id, found.Partition, cancellationToken);
                next = current.NextPassAt != before.NextPassAt && current.NextPassAt < found.NextPassAt ? current.NextPassAt : found.NextPassAt;
                tag = current.ETag;
            }
        }
    }

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => storage.TableAsync(Table, cancellationToken);

    private Task<TableClient> TableAsync(MailingId id, CancellationToken cancellationToken) =>
        storage.TableAsync(id.IsReminder ? ReminderTable : Table, cancellationToken);
}
