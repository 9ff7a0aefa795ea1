using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PolicyNotify.Storage;

namespace PolicyNotify.Replies.Records;

/// <summary>Every mail that was ever received, judged or not.</summary>
internal sealed class ReplyStore(StorageLayout storage)
{
    private const string Table = "replies";

    public async Task<ReplyRecord?> FindAsync(ReplyId id, CancellationToken cancellationToken)
    {
        var row = await (await TableAsync(cancellationToken)).GetEntityIfExistsAsync<TableEntity>(ReplyRow.PartitionOf(id), id.Value, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? ReplyRow.Read(found) : null;
    }

    /// <summary>Records that a mail arrived. When it is recorded already, the first record stands.</summary>
    public async Task<ReplyRecord> AddAsync(ReplyRecord reply, CancellationToken cancellationToken)
    {
        try
        {
            return await SaveAsync(reply, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409)
        {
            return await FindAsync(reply.Id, cancellationToken) ?? throw new InvalidDataException($"Reply {reply.Id} was recorded and has gone.");
        }
    }

    /// <summary>Writes a record unless somebody changed it since it was read; then theirs is returned.</summary>
    public async Task<ReplyRecord> UpdateAsync(ReplyRecord reply, CancellationToken cancellationToken)
    {
        try
        {
            return await SaveAsync(reply, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 412)
        {
            return await FindAsync(reply.Id, cancellationToken) ?? throw new InvalidDataException($"Reply {reply.Id} was recorded and has gone.");
        }
    }

    /// <summary>Every reply.</summary>
    public async IAsyncEnumerable<ReplyRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey lt {ReplyRow.FirstMark}");
        await foreach (var row in (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return ReplyRow.Read(row);
    }

    /// <summary>The replies with a mark, as far as the mark tells. Costs what is open, however many replies there are.</summary>
    public async IAsyncEnumerable<OpenReply> ReadMarkedAsync(ReplyMarks mark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var partition in ReplyRow.Partitions)
        {
            await foreach (var reply in ReadMarkedAsync(mark, partition, null, null, cancellationToken))
                yield return reply;
        }
    }

    /// <summary>The same, whole.</summary>
    public IAsyncEnumerable<ReplyRecord> ReadWholeAsync(ReplyMarks mark, CancellationToken cancellationToken) => WholeAsync(ReadMarkedAsync(mark, cancellationToken), mark, cancellationToken);

    /// <summary>The replies with which something is left to do that may be tried now, in the order of their ids.</summary>
    /// <param name="after">Begins after this one and comes to those before it at the end; null begins with the first.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public IAsyncEnumerable<ReplyRecord> ReadUnfinishedAsync(ReplyId? after, DateTimeOffset now, CancellationToken cancellationToken) =>
        WholeAsync(ReadUnfinishedMarksAsync(after, cancellationToken).Where(reply => !(reply.ResumeAt > now)), ReplyMarks.Unfinished, cancellationToken);

    private async IAsyncEnumerable<OpenReply> ReadUnfinishedMarksAsync(ReplyId? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = after is null ? 0 : ReplyRow.Partitions.IndexOf(after.Value[0], StringComparison.Ordinal);
        for (var step = 0; step < ReplyRow.Partitions.Length + (after is null ? 0 : 1); step++)
        {
            var partition = ReplyRow.Partitions[(first + step) % ReplyRow.Partitions.Length];
            await foreach (var reply in ReadMarkedAsync(ReplyMarks.Unfinished, partition, step == 0 ? after : null, step == ReplyRow.Partitions.Length ? after : null, cancellationToken))
                yield return reply;
        }
    }

    private async IAsyncEnumerable<OpenReply> ReadMarkedAsync(ReplyMarks mark, char partition, ReplyId? after, ReplyId? upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = ReplyRow.PrefixOf(mark);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition.ToString()} and RowKey gt {prefix + after?.Value} and RowKey le {prefix + (upTo?.Value ?? ReplyRow.FirstMark)}");
        await foreach (var row in (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return ReplyRow.ReadMark(row);
    }

    private async IAsyncEnumerable<ReplyRecord> WholeAsync(IAsyncEnumerable<OpenReply> marked, ReplyMarks mark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var reply in marked)
        {
            if (await FindAsync(reply.Id, cancellationToken) is { } whole && whole.Marks.HasFlag(mark))
                yield return whole;
        }
    }

    private async Task<ReplyRecord> SaveAsync(ReplyRecord reply, CancellationToken cancellationToken)
    {
        var answers = await (await TableAsync(cancellationToken)).SubmitTransactionAsync(ReplyRow.Changes(reply), cancellationToken);
        return reply with { ETag = answers.Value[0].Headers.ETag, StoredMarks = reply.Marks };
    }

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => storage.TableAsync(Table, cancellationToken);
}
