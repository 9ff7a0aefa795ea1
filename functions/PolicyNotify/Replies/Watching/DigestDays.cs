using Azure;
using Azure.Data.Tables;
using PolicyNotify.Storage;

namespace PolicyNotify.Replies.Watching;

/// <summary>The days for which the digest is settled: sent, or nothing was open when its hour came.</summary>
internal sealed class DigestDays(StorageLayout storage)
{
    private const string Table = "digests";
    private const string Partition = "day";

    public async Task<bool> IsSettledAsync(DateOnly day, CancellationToken cancellationToken) =>
        (await (await storage.TableAsync(Table, cancellationToken)).GetEntityIfExistsAsync<TableEntity>(Partition, Key(day), cancellationToken: cancellationToken)).HasValue;

    public async Task SettleAsync(DateOnly day, bool wasSent, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            await (await storage.TableAsync(Table, cancellationToken)).AddEntityAsync(new TableEntity(Partition, Key(day)) { ["Sent"] = wasSent, ["At"] = at }, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409)
        {
            // Another process settled it at the same moment.
        }
    }

    private static string Key(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
