using Azure.Data.Tables;
using PolicyNotify.Replies.Records;
using PolicyNotify.Storage;

namespace PolicyNotify.Replies.HandingOn;

/// <summary>What is to be told to endpoints, what was, and what could not be.</summary>
internal sealed class WebhookOutbox(StorageLayout storage)
{
    private const string Table = "webhooks";

    private readonly KnownPartitions endpoints = new(storage, Table);

    /// <summary>Puts an event into the outbox. One that is there already, whatever became of it, stays as it is.</summary>
    public async Task AddAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        await endpoints.NoteAsync(message.Endpoint, cancellationToken);
        try
        {
            await (await TableAsync(cancellationToken)).SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, WebhookRow.Write(message)),
                    new(TableTransactionActionType.UpsertReplace, WebhookRow.WriteDue(message)),
                ],
                cancellationToken);
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 409)
        {
            // Handed on before.
        }
    }

    public async Task<WebhookMessage?> FindAsync(string endpoint, string id, CancellationToken cancellationToken)
    {
        var row = await (await TableAsync(cancellationToken)).GetEntityIfExistsAsync<TableEntity>(endpoint, WebhookRow.KeyOf(id), cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? WebhookRow.Read(found) : null;
    }

    /// <summary>The identifiers of what is due at an endpoint, the longest due first.</summary>
    public async Task<IReadOnlyList<string>> ListDueAsync(string endpoint, DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {endpoint} and RowKey ge {WebhookRow.DuePrefix} and RowKey lt {WebhookRow.DueLimit(now.AddMilliseconds(1))}");
        var rows = (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(filter, most, ["RowKey"], cancellationToken);
        return await rows.Take(most).Select(WebhookRow.IdOfDue).ToListAsync(cancellationToken);
    }

    /// <summary>Replaces an event, and when it is due with it, unless somebody changed it since it was read.</summary>
    /// <returns>The event with its new tag; null when somebody was faster.</returns>
    public async Task<WebhookMessage?> TryReplaceAsync(WebhookMessage before, WebhookMessage after, CancellationToken cancellationToken)
    {
        var actions = new List<TableTransactionAction> { new(TableTransactionActionType.UpdateReplace, WebhookRow.Write(after), before.ETag!.Value) };
        var (dueBefore, dueAfter) = (DueRow(before), DueRow(after));
        if (dueBefore?.RowKey != dueAfter?.RowKey)
        {
            if (dueBefore is not null)
                actions.Add(new(TableTransactionActionType.Delete, dueBefore));
            if (dueAfter is not null)
                actions.Add(new(TableTransactionActionType.UpsertReplace, dueAfter));
        }

        if (after.State is WebhookState.Dead)
            actions.Add(new(TableTransactionActionType.UpsertReplace, WebhookRow.WriteDead(after)));
        else if (before.State is WebhookState.Dead)
            actions.Add(new(TableTransactionActionType.Delete, new TableEntity(before.Endpoint, WebhookRow.DeadKeyOf(before.Id)), Azure.ETag.All));

        try
        {
            var answers = await (await TableAsync(cancellationToken)).SubmitTransactionAsync(actions, cancellationToken);
            return after with { ETag = answers.Value[0].Headers.ETag };
        }
        catch (TableTransactionFailedException exception) when (exception.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <summary>Every event of every endpoint, or only those in one state.</summary>
    public async Task<IReadOnlyList<WebhookMessage>> ListAsync(WebhookState? state, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey ge {WebhookRow.EventPrefix} and RowKey lt {WebhookRow.EventPrefix + "~"}");
        if (state is { } wanted)
            filter = $"{filter} and {TableClient.CreateQueryFilter($"State eq {wanted.ToString()}")}";
        return await QueryAsync(filter, cancellationToken);
    }

    /// <summary>The events of every endpoint that were given up. Costs what was given up, however many events there are.</summary>
    public async Task<IReadOnlyList<WebhookMessage>> ListDeadAsync(CancellationToken cancellationToken)
    {
        var dead = new List<WebhookMessage>();
        foreach (var endpoint in await endpoints.ListAsync(cancellationToken))
        {
            dead.AddRange(await QueryAsync(
                TableClient.CreateQueryFilter($"PartitionKey eq {endpoint} and RowKey ge {WebhookRow.DeadPrefix} and RowKey lt {WebhookRow.DeadPrefix + "~"}"), cancellationToken));
        }

        return dead;
    }

    private async Task<IReadOnlyList<WebhookMessage>> QueryAsync(string filter, CancellationToken cancellationToken) =>
        await (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(WebhookRow.Read).ToListAsync(cancellationToken);

    private static TableEntity? DueRow(WebhookMessage message) => message.State is WebhookState.Pending ? WebhookRow.WriteDue(message) : null;

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => storage.TableAsync(Table, cancellationToken);
}
