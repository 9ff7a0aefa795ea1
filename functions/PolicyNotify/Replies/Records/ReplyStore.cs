using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PolicyNotify.Json;
using PolicyNotify.Replies.Receiving;
using PolicyNotify.Replies.Resolving;
using PolicyNotify.Storage;

namespace PolicyNotify.Replies.Records;

/// <summary>Every mail that was ever received, judged or not.</summary>
internal sealed class ReplyStore(StorageLayout storage)
{
    private const string Table = "replies";
    private const string Judged = "Judged";
    private const string NeedsReview = "NeedsReview";
    private const string Resolutions = "Resolutions";
    private const string Closure = "Closure";
    private const string IsOpenRequest = "IsOpenRequest";
    private const string SentTo = "SentTo";

    public async Task<ReplyRecord?> FindAsync(ReplyId id, CancellationToken cancellationToken)
    {
        var row = await (await TableAsync(cancellationToken)).GetEntityIfExistsAsync<TableEntity>(PartitionOf(id), id.Value, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? Read(found) : null;
    }

    /// <summary>Records that a mail arrived. When it is recorded already, the first record stands.</summary>
    public async Task<ReplyRecord> AddAsync(ReplyRecord reply, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await (await TableAsync(cancellationToken)).AddEntityAsync(Write(reply), cancellationToken);
            return reply with { ETag = answer.Headers.ETag };
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
            var answer = await (await TableAsync(cancellationToken)).UpdateEntityAsync(Write(reply), reply.ETag!.Value, TableUpdateMode.Replace, cancellationToken);
            return reply with { ETag = answer.Headers.ETag };
        }
        catch (RequestFailedException exception) when (exception.Status is 412)
        {
            return await FindAsync(reply.Id, cancellationToken) ?? throw new InvalidDataException($"Reply {reply.Id} was recorded and has gone.");
        }
    }

    /// <summary>Every reply, or only those that somebody has to look at.</summary>
    public IAsyncEnumerable<ReplyRecord> ReadAsync(bool onlyForReview, CancellationToken cancellationToken) =>
        QueryAsync(onlyForReview ? TableClient.CreateQueryFilter($"NeedsReview eq true") : null, cancellationToken);

    /// <summary>The data-protection requests that were not answered yet.</summary>
    public IAsyncEnumerable<ReplyRecord> ReadOpenRequestsAsync(CancellationToken cancellationToken) =>
        QueryAsync(TableClient.CreateQueryFilter($"IsOpenRequest eq true"), cancellationToken);

    /// <summary>The replies with which something is left to do, in the order of their ids.</summary>
    /// <param name="after">Begins after this one and comes to those before it at the end; null begins with the first.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public IAsyncEnumerable<ReplyRecord> ReadUnfinishedAsync(ReplyId? after, CancellationToken cancellationToken) => after is null
        ? QueryAsync(TableClient.CreateQueryFilter($"IsDone eq false"), cancellationToken)
        : QueryAsync(TableClient.CreateQueryFilter($"IsDone eq false and RowKey gt {after.Value}"), cancellationToken)
            .Concat(QueryAsync(TableClient.CreateQueryFilter($"IsDone eq false and RowKey le {after.Value}"), cancellationToken));

    private async IAsyncEnumerable<ReplyRecord> QueryAsync(string? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in (await TableAsync(cancellationToken)).QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            yield return Read(row);
    }

    private static TableEntity Write(ReplyRecord reply)
    {
        var row = new TableEntity(PartitionOf(reply.Id), reply.Id.Value)
        {
            [nameof(ReplyRecord.RawHash)] = reply.RawHash,
            [nameof(ReplyRecord.Source)] = reply.Source,
            [nameof(ReplyRecord.CollectedAt)] = reply.CollectedAt,
            [nameof(ReplyRecord.ReceivedAt)] = reply.ReceivedAt,
            [nameof(ReplyRecord.IsDone)] = reply.IsDone,
            [NeedsReview] = reply.NeedsReview,
            [IsOpenRequest] = reply is { IsRequest: true, Closure: null },
            [nameof(ReplyRecord.ReceiptBasis)] = reply.ReceiptBasis.ToString(),
            [nameof(ReplyRecord.Origin)] = reply.Origin,
            [nameof(ReplyRecord.SenderDoubt)] = reply.SenderDoubt,
        };
        if (reply.SentTo.Count > 0)
            JsonColumns.Write(row, SentTo, JsonSerializer.Serialize(reply.SentTo, PolicyNotifyJson.Compact));
        if (reply.Judged is { } judged)
            JsonColumns.Write(row, Judged, JsonSerializer.Serialize(judged, PolicyNotifyJson.Compact));
        if (reply.Resolutions.Count > 0)
            JsonColumns.Write(row, Resolutions, JsonSerializer.Serialize(reply.Resolutions, PolicyNotifyJson.Compact));
        if (reply.Closure is { } closure)
            JsonColumns.Write(row, Closure, JsonSerializer.Serialize(closure, PolicyNotifyJson.Compact));
        return row;
    }

    private static ReplyRecord Read(TableEntity row) => new(
        ReplyId.Parse(row.RowKey),
        row.GetString(nameof(ReplyRecord.RawHash)),
        row.GetString(nameof(ReplyRecord.Source)),
        row.GetDateTimeOffset(nameof(ReplyRecord.CollectedAt))!.Value,
        row.GetDateTimeOffset(nameof(ReplyRecord.ReceivedAt))!.Value,
        JsonColumns.Read(row, Judged) is { } json ? JsonSerializer.Deserialize<JudgedReply>(json, PolicyNotifyJson.Compact) : null,
        row.GetBoolean(nameof(ReplyRecord.IsDone))!.Value,
        row.ETag)
    {
        ReceiptBasis = Enum.TryParse<ReceiptBasis>(row.GetString(nameof(ReplyRecord.ReceiptBasis)), out var basis) ? basis : ReceiptBasis.Collected,
        Origin = row.GetString(nameof(ReplyRecord.Origin)),
        SenderDoubt = row.GetString(nameof(ReplyRecord.SenderDoubt)),
        SentTo = JsonColumns.Read(row, SentTo) is { } addresses ? JsonSerializer.Deserialize<List<string>>(addresses, PolicyNotifyJson.Compact)! : [],
        Closure = JsonColumns.Read(row, Closure) is { } closure ? JsonSerializer.Deserialize<ReplyClosure>(closure, PolicyNotifyJson.Compact) : null,
        Resolutions = JsonColumns.Read(row, Resolutions) is { } decisions ? JsonSerializer.Deserialize<List<ReplyResolution>>(decisions, PolicyNotifyJson.Compact)! : [],
    };

    private static string PartitionOf(ReplyId id) => id.Value[..1];

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => storage.TableAsync(Table, cancellationToken);
}
