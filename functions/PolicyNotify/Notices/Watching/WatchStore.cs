using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PolicyNotify.Evidence;
using PolicyNotify.Json;
using PolicyNotify.Storage;

namespace PolicyNotify.Notices.Watching;

/// <summary>The watch's memory: one row beside the notice's own.</summary>
internal sealed class WatchStore(StorageLayout storage)
{
    private const string Table = "notices";
    private const string RowKey = "watch";

    public async Task<WatchRecord> ReadAsync(NoticeId notice, CancellationToken cancellationToken)
    {
        var table = await storage.TableAsync(Table, cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(notice.ToString(), RowKey, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found }
            ? new(
                JsonSerializer.Deserialize<List<ProgressSample>>(found.GetString(nameof(WatchRecord.Samples)), PolicyNotifyJson.Compact)!,
                Enum.Parse<NoticeRisk>(found.GetString(nameof(WatchRecord.Risk))),
                found.GetDateTimeOffset(nameof(WatchRecord.RiskSince)),
                found.GetDateTimeOffset(nameof(WatchRecord.HeldSince)),
                found.ETag)
            {
                ClearSince = found.GetDateTimeOffset(nameof(WatchRecord.ClearSince)),
                Unrecorded = found.GetString(nameof(WatchRecord.Unrecorded)) is { } entries
                    ? JsonSerializer.Deserialize<List<AuditEvent>>(entries, PolicyNotifyJson.Compact)!
                    : [],
            }
            : WatchRecord.New;
    }

    /// <summary>Keeps a record. False when somebody else kept another one meanwhile: what is right is seen in a minute.</summary>
    public async Task<bool> TryKeepAsync(NoticeId notice, WatchRecord record, CancellationToken cancellationToken)
    {
        var table = await storage.TableAsync(Table, cancellationToken);
        var row = new TableEntity(notice.ToString(), RowKey)
        {
            [nameof(WatchRecord.Samples)] = JsonSerializer.Serialize(record.Samples, PolicyNotifyJson.Compact),
            [nameof(WatchRecord.Risk)] = record.Risk.ToString(),
            [nameof(WatchRecord.RiskSince)] = record.RiskSince,
            [nameof(WatchRecord.HeldSince)] = record.HeldSince,
            [nameof(WatchRecord.ClearSince)] = record.ClearSince,
            [nameof(WatchRecord.Unrecorded)] = record.Unrecorded.Count == 0 ? null : JsonSerializer.Serialize(record.Unrecorded, PolicyNotifyJson.Compact),
        };
        try
        {
            if (record.ETag is { } tag)
            {
                await table.UpdateEntityAsync(row, tag, TableUpdateMode.Replace, cancellationToken);
            }
            else
            {
                await table.AddEntityAsync(row, cancellationToken);
            }

            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            return false;
        }
    }
}
