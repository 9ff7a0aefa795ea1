using System.Runtime.CompilerServices;
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
    private const string Changes = "Changes";
    private const int Attempts = 20;
    private const int MostReplies = 200;

    public async Task<ObjectionRecord?> FindAsync(NoticeId notice, RecipientId recipient, CancellationToken cancellationToken)
    {
        var row = await (await TableAsync(cancellationToken)).GetEntityIfExistsAsync<TableEntity>(notice.ToString(), recipient.Value, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? Read(found) : null;
    }

    /// <summary>Records an objection, or adds a mail to the one there is. The same mail again changes nothing.</summary>
    /// <param name="objection">The objection as one mail says it.</param>
    /// <param name="at">The present moment.</param>
    /// <param name="actor">Who or what records it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The objection as it now stands.</returns>
    public async Task<ObjectionRecord> RecordAsync(ObjectionRecord objection, DateTimeOffset at, string actor, CancellationToken cancellationToken)
    {
        var recorded = new ObjectionChange(0, ObjectionChangeKind.Recorded, at, actor, objection.Replies[0], null, null, null);
        return (await ChangeAsync(
            objection.Notice,
            objection.Recipient,
            before => before is null ? objection.With(recorded) : before.Replies.Contains(objection.Replies[0]) ? null : Add(before, objection, recorded),
            cancellationToken))!;
    }

    /// <summary>
    /// Changes an objection: reads it, lets <paramref name="change"/> say what it should be (null: nothing to change) and writes it, again when
    /// somebody else was faster.
    /// </summary>
    /// <returns>The objection as it now stands; null when there is none.</returns>
    public async Task<ObjectionRecord?> ChangeAsync(
        NoticeId notice, RecipientId recipient, Func<ObjectionRecord?, ObjectionRecord?> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = await FindAsync(notice, recipient, cancellationToken);
            if (change(before) is not { } after)
                return before;
            try
            {
                return await SaveAsync(after, cancellationToken);
            }
            catch (RequestFailedException exception) when (exception.Status is 409 or 412 && attempt < Attempts)
            {
                // Another mail of the same person, or another reader of it, was faster.
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

    /// <summary>The objections of one notice, or of all, by notice and recipient; read in pages.</summary>
    public IAsyncEnumerable<ObjectionRecord> ReadAsync(NoticeId? notice, CancellationToken cancellationToken) =>
        ReadRowsAsync(notice is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {notice.ToString()}"), cancellationToken);

    /// <summary>Those who object to a notice's version and have not taken it back, among the people from one id to another, both included.</summary>
    public async Task<IReadOnlySet<RecipientId>> StandingBetweenAsync(NoticeId notice, RecipientId from, RecipientId to, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {notice.ToString()} and RowKey ge {from.Value} and RowKey le {to.Value}");
        return await ReadRowsAsync(filter, cancellationToken)
            .Where(objection => objection.State is ObjectionState.Recorded)
            .Select(objection => objection.Recipient)
            .ToHashSetAsync(null, cancellationToken);
    }

    /// <summary>The objections of which something is still to be handed on.</summary>
    /// <param name="alsoOfNobody">Also those that nobody was to be told of when they were recorded.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public IAsyncEnumerable<ObjectionRecord> ReadToHandOnAsync(bool alsoOfNobody, CancellationToken cancellationToken)
    {
        var due = TableClient.CreateQueryFilter($"HandingOn eq {nameof(HandingOnState.Due)}");
        var nobody = TableClient.CreateQueryFilter($"HandingOn eq {nameof(HandingOnState.Nobody)}");
        return ReadRowsAsync(alsoOfNobody ? $"({due}) or ({nobody})" : due, cancellationToken);
    }

    private async Task<IReadOnlyList<ObjectionRecord>> QueryAsync(string? filter, CancellationToken cancellationToken) =>
        [.. (await ReadRowsAsync(filter, cancellationToken).ToListAsync(cancellationToken)).OrderByDescending(objection => objection.ReceivedAt)];

    private async IAsyncEnumerable<ObjectionRecord> ReadRowsAsync(string? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return Read(row);
    }

    private static ObjectionRecord? Add(ObjectionRecord before, ObjectionRecord later, ObjectionChange recorded)
    {
        // Whoever writes hundreds of mails has made the point; what counts stays as it is, and every mail is kept anyway.
        var isAnew = before.State is ObjectionState.Withdrawn;
        if (before.Replies.Count >= MostReplies && !isAnew)
            return null;

        // The earliest receipt counts, whichever mail was recorded first: in the person's favour. An objection made anew after it was
        // withdrawn counts from the mail that makes it.
        var counting = isAnew || later.ReceivedAt < before.ReceivedAt ? later : before;
        return (before with
        {
            ReceivedAt = counting.ReceivedAt,
            Window = counting.Window,
            RawHash = counting.RawHash,
            Replies = [.. before.Replies, later.Replies[0]],
            Words = isAnew ? later.Words : [.. before.Words.Union(later.Words, StringComparer.Ordinal)],
        }).With(isAnew ? recorded : recorded with { Kind = ObjectionChangeKind.Updated });
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
            [nameof(ObjectionRecord.HandingOn)] = objection.HandingOn.ToString(),
            [nameof(ObjectionRecord.HandedOnUpTo)] = objection.HandedOnUpTo,
        };
        JsonColumns.Write(row, Changes, JsonSerializer.Serialize(objection.Changes, PolicyNotifyJson.Compact));
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
        row.ETag)
    {
        Changes = JsonColumns.Read(row, Changes) is { } changes ? JsonSerializer.Deserialize<List<ObjectionChange>>(changes, PolicyNotifyJson.Compact)! : [],
        HandingOn = Enum.TryParse<HandingOnState>(row.GetString(nameof(ObjectionRecord.HandingOn)), out var handingOn) ? handingOn : HandingOnState.Nobody,
        HandedOnUpTo = row.GetInt32(nameof(ObjectionRecord.HandedOnUpTo)) ?? 0,
    };

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => storage.TableAsync(Table, cancellationToken);
}
