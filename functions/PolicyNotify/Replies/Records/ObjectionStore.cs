using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;
using PolicyNotify.Storage;

namespace PolicyNotify.Replies.Records;

/// <summary>The objections, one row for each person and notice.</summary>
internal sealed class ObjectionStore(StorageLayout storage)
{
    private const string Table = "objections";
    private const int Attempts = 20;
    private const int MostReplies = 200;

    private readonly KnownPartitions notices = new(storage, Table);

    public async Task<ObjectionRecord?> FindAsync(NoticeId notice, RecipientId recipient, CancellationToken cancellationToken)
    {
        var row = await (await TableAsync(cancellationToken)).GetEntityIfExistsAsync<TableEntity>(notice.ToString(), recipient.Value, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? ObjectionRow.Read(found) : null;
    }

    /// <summary>Records an objection, or adds a mail to the one there is. The same mail again changes nothing.</summary>
    /// <param name="objection">The objection as one mail says it.</param>
    /// <param name="at">The present moment.</param>
    /// <param name="actor">Who or what records it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The objection as it now stands.</returns>
    public async Task<ObjectionRecord> RecordAsync(ObjectionRecord objection, DateTimeOffset at, string actor, CancellationToken cancellationToken)
    {
        objection = objection with { Words = QuotedWords.Of(objection.Words) };
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
        await notices.NoteAsync(objection.Notice.ToString(), cancellationToken);
        var answers = await (await TableAsync(cancellationToken)).SubmitTransactionAsync(ObjectionRow.ChangesOf(objection), cancellationToken);
        return objection with { ETag = answers.Value[0].Headers.ETag, StoredMark = ObjectionRow.PrefixOf(objection.HandingOn) };
    }

    /// <summary>The objections of one notice, or of all, by notice and recipient; read in pages.</summary>
    public IAsyncEnumerable<ObjectionRecord> ReadAsync(NoticeId? notice, CancellationToken cancellationToken)
    {
        var partitions = notice is null ? TableClient.CreateQueryFilter($"PartitionKey lt {KnownPartitions.Notes}") : TableClient.CreateQueryFilter($"PartitionKey eq {notice.ToString()}");
        return ReadRowsAsync($"{partitions} and {TableClient.CreateQueryFilter($"RowKey lt {ObjectionRow.FirstMark}")}", cancellationToken);
    }

    /// <summary>Those who object to a notice's version and have not taken it back, among the people from one id to another, both included.</summary>
    public async Task<IReadOnlySet<RecipientId>> StandingBetweenAsync(NoticeId notice, RecipientId from, RecipientId to, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {notice.ToString()} and RowKey ge {from.Value} and RowKey le {to.Value}");
        return await ReadRowsAsync(filter, cancellationToken)
            .Where(objection => objection.State is ObjectionState.Recorded)
            .Select(objection => objection.Recipient)
            .ToHashSetAsync(null, cancellationToken);
    }

    /// <summary>The objections of which something is still to be handed on. Costs what is due, however many objections there are.</summary>
    /// <param name="alsoOfNobody">Also those that nobody was to be told of when they were recorded.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async IAsyncEnumerable<ObjectionRecord> ReadToHandOnAsync(bool alsoOfNobody, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HandingOnState[] states = alsoOfNobody ? [HandingOnState.Due, HandingOnState.Nobody] : [HandingOnState.Due];
        foreach (var notice in await notices.ListAsync(cancellationToken))
        {
            foreach (var prefix in states.Select(state => ObjectionRow.PrefixOf(state)!))
            {
                var filter = TableClient.CreateQueryFilter($"PartitionKey eq {notice} and RowKey gt {prefix} and RowKey lt {prefix + ObjectionRow.FirstMark}");
                await foreach (var row in (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
                {
                    if (await FindAsync(NoticeId.Parse(notice), ObjectionRow.ReadMark(row), cancellationToken) is { HandingOn: not HandingOnState.Done } objection)
                        yield return objection;
                }
            }
        }
    }

    private async IAsyncEnumerable<ObjectionRecord> ReadRowsAsync(string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return ObjectionRow.Read(row);
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
            Words = isAnew ? later.Words : QuotedWords.Of([.. before.Words, .. later.Words]),
        }).With(isAnew ? recorded : recorded with { Kind = ObjectionChangeKind.Updated });
    }

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => storage.TableAsync(Table, cancellationToken);
}
