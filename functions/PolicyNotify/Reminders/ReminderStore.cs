using Azure;
using Azure.Data.Tables;
using PolicyNotify.Evidence;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Problems;
using PolicyNotify.Recipients;
using PolicyNotify.Storage;

namespace PolicyNotify.Reminders;

/// <summary>
/// The reminders. Each change is stored together with its audit entry, which is brought into the log afterwards, after a crash by the next
/// sweep. The state of their partitions is kept where that of every mailing is.
/// </summary>
internal sealed class ReminderStore(StorageLayout storage, AuditLog audit)
{
    private const int Attempts = 20;

    /// <summary>Stores a new reminder with all its partitions, in one transaction. False when there is one already.</summary>
    public async Task<bool> TryAddAsync(Reminder reminder, CancellationToken cancellationToken)
    {
        var rows = RecipientId.Partitions
            .Select(name => NoticeRows.Write(reminder.Id, new(name, reminder.DueAt, null, NoticeCounts.None, new Dictionary<string, long>(), default)))
            .Prepend(ReminderRows.Write(reminder))
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

    public async Task<Reminder?> FindAsync(MailingId id, CancellationToken cancellationToken)
    {
        var row = await (await TableAsync(cancellationToken)).GetEntityIfExistsAsync<TableEntity>(id.ToString(), ReminderRows.RowKey, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? ReminderRows.Read(found) : null;
    }

    /// <exception cref="UnknownResourceException">There is no such reminder.</exception>
    public async Task<Reminder> GetAsync(MailingId id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw new UnknownResourceException($"There is no reminder '{id}'.");

    /// <summary>Every reminder, the one of the latest day first.</summary>
    public async Task<IReadOnlyList<Reminder>> ListAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {ReminderRows.RowKey}");
        var reminders = new List<Reminder>();
        await foreach (var row in (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            reminders.Add(ReminderRows.Read(row));
        }

        return [.. reminders.OrderByDescending(reminder => reminder.Id.ReminderOf).ThenBy(reminder => reminder.Id.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>Changes a reminder: reads it, lets <paramref name="change"/> say what it should be (null: nothing to change) and writes it, again when somebody else was faster.</summary>
    /// <returns>The reminder as it now is, and whether this call changed it.</returns>
    public async Task<(Reminder Reminder, bool Changed)> ChangeAsync(MailingId id, Func<Reminder, Reminder?> change, CancellationToken cancellationToken)
    {
        var (reminder, changed) = await WriteAsync(id, change, cancellationToken);
        return (await RecordAsync(reminder), changed);
    }

    /// <summary>Brings what is stored with a reminder into the audit log. The keys are reproducible, so that a repeat leaves one entry.</summary>
    public async Task<Reminder> RecordAsync(Reminder reminder)
    {
        if (reminder.Unrecorded.Count == 0)
        {
            return reminder;
        }

        // The change is durable: nobody's impatience may leave it without its entry.
        foreach (var entry in reminder.Unrecorded)
        {
            await audit.AppendAsync(entry, CancellationToken.None);
        }

        var recorded = reminder.Unrecorded.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        return (await WriteAsync(
            reminder.Id,
            current => current with { Unrecorded = [.. current.Unrecorded.Where(entry => !recorded.Contains(entry.Key))] },
            CancellationToken.None)).Reminder;
    }

    private async Task<(Reminder Reminder, bool Changed)> WriteAsync(MailingId id, Func<Reminder, Reminder?> change, CancellationToken cancellationToken)
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
                var answer = await table.UpdateEntityAsync(ReminderRows.Write(after), before.ETag!.Value, TableUpdateMode.Replace, cancellationToken);
                return (after with { ETag = answer.Headers.ETag }, true);
            }
            catch (RequestFailedException exception) when (exception.Status is 412 && attempt < Attempts)
            {
                // Somebody else changed it first: what is right now depends on what it is now.
            }
        }
    }

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => storage.TableAsync(NoticeStore.ReminderTable, cancellationToken);
}
