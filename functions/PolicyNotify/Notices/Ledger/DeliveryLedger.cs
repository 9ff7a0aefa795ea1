using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PolicyNotify.Problems;
using PolicyNotify.Recipients;
using PolicyNotify.Storage;

namespace PolicyNotify.Notices.Ledger;

/// <summary>
/// Who was told when: one row for each person and mailing. Notices and reminders have tables of their own, one for each partition of recipients, as the recipients themselves have it:
/// Azure does not mind, and Azurite, whose every write costs time in proportion to its table, stays as fast with many rows as with a few.
/// </summary>
internal sealed class DeliveryLedger(StorageLayout storage)
{
    private const string NoticeTables = "deliveries";
    private const string ReminderTables = "reminders";
    private const int Attempts = 20;

    /// <summary>One person's copy; null when none was ever attempted.</summary>
    public async Task<Delivery?> FindAsync(MailingId mailing, RecipientId recipient, CancellationToken cancellationToken)
    {
        var row = await (await TableAsync(mailing, recipient.Partition, cancellationToken)).GetEntityIfExistsAsync<TableEntity>(
            DeliveryRow.PartitionOf(mailing, recipient), recipient.Value, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? DeliveryRow.Read(found) : null;
    }

    /// <summary>The copies of some people, each found or left out.</summary>
    public async Task<IReadOnlyList<Delivery>> FindManyAsync(MailingId mailing, IEnumerable<RecipientId> recipients, CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(recipients.Select(recipient => FindAsync(mailing, recipient, cancellationToken)))).OfType<Delivery>()];

    /// <summary>One person's reminders of a notice, whatever effective date they name.</summary>
    public async Task<IReadOnlyList<(MailingId Mailing, Delivery Delivery)>> RemindersOfAsync(
        NoticeId notice, RecipientId recipient, CancellationToken cancellationToken)
    {
        var (from, to) = ($"{MailingId.Reminder(notice, DateOnly.MinValue)}_", $"{MailingId.Reminder(notice, DateOnly.MaxValue)}_~");
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to} and RowKey eq {recipient.Value}");
        var found = new List<(MailingId, Delivery)>();
        await foreach (var row in (await TableAsync(ReminderTables, recipient.Partition, cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            found.Add((MailingId.Parse(row.PartitionKey[..row.PartitionKey.LastIndexOf('_')]), DeliveryRow.Read(row)));
        }

        return found;
    }

    /// <summary>The copies of one partition, in the order of the recipients' ids.</summary>
    public async IAsyncEnumerable<Delivery> ReadPartitionAsync(
        MailingId mailing, string partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {$"{mailing}_"} and PartitionKey lt {$"{mailing}_~"}");
        await foreach (var row in (await TableAsync(mailing, partition, cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return DeliveryRow.Read(row);
        }
    }

    /// <summary>
    /// Takes deliveries that lie together, up to 100, so that nobody else makes them: all of them or, when one was changed since it was read
    /// (or exists though it did not), none.
    /// </summary>
    /// <returns>The deliveries with their new tags; null when none was taken.</returns>
    public async Task<IReadOnlyList<Delivery>?> TryClaimAsync(MailingId mailing, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var actions = deliveries.Select(delivery => delivery.ETag is { } tag
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, DeliveryRow.Write(mailing, delivery), tag)
            : new TableTransactionAction(TableTransactionActionType.Add, DeliveryRow.Write(mailing, delivery)));
        try
        {
            return await SubmitAsync(mailing, deliveries, actions, cancellationToken);
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    /// <summary>Records what became of claimed deliveries. An acceptance is never lost, even when somebody else took the delivery over meanwhile.</summary>
    public async Task RecordAsync(MailingId mailing, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var actions = deliveries.Select(delivery =>
            new TableTransactionAction(TableTransactionActionType.UpdateReplace, DeliveryRow.Write(mailing, delivery), delivery.ETag!.Value));
        try
        {
            await SubmitAsync(mailing, deliveries, actions, cancellationToken);
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 404 or 412)
        {
            foreach (var delivery in deliveries)
            {
                await RecordOneAsync(mailing, delivery, cancellationToken);
            }
        }
    }

    /// <summary>Makes what was refused, put off or left unknown in a partition due again. Nothing that was accepted or is on its way is touched.</summary>
    public async Task ReopenAsync(MailingId mailing, string partition, CancellationToken cancellationToken)
    {
        var open = new List<Delivery>();
        await foreach (var delivery in ReadPartitionAsync(mailing, partition, cancellationToken))
        {
            if (Reopened(delivery) is { } reopened)
            {
                open.Add(reopened);
            }
        }

        foreach (var together in open.GroupBy(delivery => DeliveryRow.PartitionOf(mailing, delivery.Recipient)))
        {
            foreach (var page in together.Chunk(100))
            {
                await ReopenPageAsync(mailing, page, cancellationToken);
            }
        }
    }

    // One row that somebody else was faster with must not cost the other 99 their second try.
    private async Task ReopenPageAsync(MailingId mailing, Delivery[] page, CancellationToken cancellationToken)
    {
        for (var attempt = 1; page.Length > 0 && await TryClaimAsync(mailing, page, cancellationToken) is null; attempt++)
        {
            if (attempt == Attempts)
            {
                throw new ConflictingStateException($"Others kept changing the deliveries of {mailing} at the same time. Try again.");
            }

            var current = await FindManyAsync(mailing, page.Select(delivery => delivery.Recipient), cancellationToken);
            page = [.. current.Select(Reopened).OfType<Delivery>()];
        }
    }

    private static Delivery? Reopened(Delivery delivery) => delivery switch
    {
        { State: DeliveryState.Refused or DeliveryState.TryLater or DeliveryState.Unknown } =>
            delivery with { State = DeliveryState.TryLater, NotBefore = null, IsSettledByEvent = false },

        // The mail system took it and threw it away for a reason of ours: this person was never told.
        { State: DeliveryState.Accepted, Fate.IsLost: true } => delivery with
        {
            State = DeliveryState.TryLater,
            NotBefore = null,
            AcceptedAt = null,
            IsSettledByEvent = false,
            Fate = delivery.Fate with { Dropped = null, TakenAt = null },
        },
        _ => null,
    };

    private async Task RecordOneAsync(MailingId mailing, Delivery outcome, CancellationToken cancellationToken)
    {
        var table = await TableAsync(mailing, outcome.Recipient.Partition, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var current = await FindAsync(mailing, outcome.Recipient, cancellationToken);
            if (current is null
                || current is { State: DeliveryState.Accepted, IsSettledByEvent: false }
                || (current.State is DeliveryState.Accepted && outcome.State is not DeliveryState.Accepted)
                || (current.AttemptId != outcome.AttemptId && outcome.State is not DeliveryState.Accepted))
            {
                // Somebody else's later word stands, unless ours is that the person was told.
                return;
            }

            try
            {
                // What was reported of the copy while its answer was on the way stays with it.
                await table.UpdateEntityAsync(DeliveryRow.Write(mailing, outcome with { Fate = current.Fate }), current.ETag!.Value, TableUpdateMode.Replace, cancellationToken);
                return;
            }
            catch (RequestFailedException exception) when (exception.Status is 412 && attempt < Attempts)
            {
                // Changed between reading and writing: look again.
            }
        }
    }

    private async Task<IReadOnlyList<Delivery>> SubmitAsync(
        MailingId mailing, IReadOnlyList<Delivery> deliveries, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        var answers = await (await TableAsync(mailing, deliveries[0].Recipient.Partition, cancellationToken)).SubmitTransactionAsync(actions, cancellationToken);
        return [.. deliveries.Zip(answers.Value, (delivery, answer) => delivery with { ETag = answer.Headers.ETag })];
    }

    private Task<TableClient> TableAsync(MailingId mailing, string partition, CancellationToken cancellationToken) =>
        TableAsync(mailing.IsReminder ? ReminderTables : NoticeTables, partition, cancellationToken);

    private Task<TableClient> TableAsync(string tables, string partition, CancellationToken cancellationToken) =>
        storage.TableAsync(tables + partition, cancellationToken);
}
