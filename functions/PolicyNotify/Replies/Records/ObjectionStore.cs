using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;
using PolicyNotify.Storage;

namespace PolicyNotify.Replies.Records;

/// <summary>The objections, one row for each person and notice.</summary>
internal sealed class ObjectionStore(StorageLayout storage)
{
    private const string Table = "objections";
    private const string Words = "Words";
    private const int Attempts = 20;
    private const int MostReplies = 200;

    public async Task<ObjectionRecord?> FindAsync(NoticeId notice, RecipientId recipient, CancellationToken cancellationToken)
    {
        var row = await (await TableAsync(cancellationToken)).GetEntityIfExistsAsync<TableEntity>(notice.ToString(), recipient.Value, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? Read(found) : null;
    }

    /// <summary>Records an objection, or adds a mail to the one there is. The same mail again changes nothing.</summary>
    /// <returns>The objection as it now stands.</returns>
    public async Task<ObjectionRecord> RecordAsync(ObjectionRecord objection, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = await FindAsync(objection.Notice, objection.Recipient, cancellationToken);
            if (before is not null && before.Replies.Contains(objection.Replies[0]))
                return before;
            try
            {
                return await SaveAsync(before is null ? objection : Add(before, objection), cancellationToken);
            }
            catch (RequestFailedException exception) when (exception.Status is 409 or 412 && attempt < Attempts)
            {
                // Another mail of the same person was faster.
            }
        }
    }

    /// <summary>Writes an objection.</summary>
    /// <exception cref="RequestFailedException">Status 409 or 412: somebody else changed it.</exception>
    public async Task<ObjectionRecord> SaveAsync(ObjectionRecord objection, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        var answer = objection.ETag is { } tag
            ? await table.UpdateEntityAsync(Write(objection), tag, TableUpdateMode.Replace, cancellationToken)
            : await table.AddEntityAsync(Write(objection), cancellationToken);
        return objection with { ETag = answer.Headers.ETag };
    }

    /// <summary>Every objection, the one received last first.</summary>
    public Task<IReadOnlyList<ObjectionRecord>> ListAsync(CancellationToken cancellationToken) => QueryAsync(null, cancellationToken);

    /// <summary>One person's objections to whatever version.</summary>
    public Task<IReadOnlyList<ObjectionRecord>> ListAsync(RecipientId recipient, CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"RowKey eq {recipient.Value}"), cancellationToken);

    private async Task<IReadOnlyList<ObjectionRecord>> QueryAsync(string? filter, CancellationToken cancellationToken)
    {
        var objections = new List<ObjectionRecord>();
        await foreach (var row in (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            objections.Add(Read(row));
        return [.. objections.OrderByDescending(objection => objection.ReceivedAt)];
    }

    // The earliest receipt counts, whichever mail was recorded first: in the person's favour.
    private static ObjectionRecord Add(ObjectionRecord before, ObjectionRecord later)
    {
        var first = later.ReceivedAt < before.ReceivedAt ? later : before;
        return before with
        {
            ReceivedAt = first.ReceivedAt,
            Window = first.Window,
            RawHash = first.RawHash,
            Replies = before.Replies.Count < MostReplies ? [.. before.Replies, later.Replies[0]] : before.Replies,
            Words = before.Words.Count < MostReplies ? [.. before.Words.Union(later.Words, StringComparer.Ordinal)] : before.Words,
        };
    }

    private static TableEntity Write(ObjectionRecord objection)
    {
        var row = new TableEntity(objection.Notice.ToString(), objection.Recipient.Value)
        {
            [nameof(ObjectionRecord.ReceivedAt)] = objection.ReceivedAt,
            [nameof(ReplyWindow.ClosesAt)] = objection.Window.ClosesAt,
            [nameof(ReplyWindow.IsInTime)] = objection.Window.IsInTime,
            [nameof(ObjectionRecord.Replies)] = string.Join(' ', objection.Replies),
            [nameof(ObjectionRecord.RawHash)] = objection.RawHash,
            [nameof(ObjectionRecord.Language)] = objection.Language,
            ["AcknowledgementState"] = objection.Acknowledgement.State.ToString(),
            ["AcknowledgementAt"] = objection.Acknowledgement.At,
            ["AcknowledgementDetail"] = objection.Acknowledgement.Detail,
        };
        JsonColumns.Write(row, Words, JsonSerializer.Serialize(objection.Words, PolicyNotifyJson.Compact));
        return row;
    }

    private static ObjectionRecord Read(TableEntity row) => new(
        NoticeId.Parse(row.PartitionKey),
        RecipientId.Parse(row.RowKey),
        row.GetDateTimeOffset(nameof(ObjectionRecord.ReceivedAt))!.Value,
        new(row.GetDateTimeOffset(nameof(ReplyWindow.ClosesAt)), row.GetBoolean(nameof(ReplyWindow.IsInTime))!.Value),
        [.. row.GetString(nameof(ObjectionRecord.Replies)).Split(' ').Select(ReplyId.Parse)],
        row.GetString(nameof(ObjectionRecord.RawHash)),
        JsonColumns.Read(row, Words) is { } words ? JsonSerializer.Deserialize<List<string>>(words, PolicyNotifyJson.Compact)! : [],
        row.GetString(nameof(ObjectionRecord.Language)),
        new(Enum.Parse<AcknowledgementState>(row.GetString("AcknowledgementState")), row.GetDateTimeOffset("AcknowledgementAt"), row.GetString("AcknowledgementDetail")),
        row.ETag);

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => storage.TableAsync(Table, cancellationToken);
}
