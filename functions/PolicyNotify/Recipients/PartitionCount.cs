using Azure;
using Azure.Data.Tables;

namespace PolicyNotify.Recipients;

/// <summary>The counts of one partition, kept in a row of that partition and changed in the same transactions as its recipients.</summary>
internal sealed record PartitionCount(string Partition, long Verified, long Unverified, long Unreachable, ETag? ETag)
{
    /// <summary>Sorts after every recipient id.</summary>
    public const string RowKey = "~counts";

    public static PartitionCount Read(string partition, TableEntity? row) => row is null
        ? new(partition, 0, 0, 0, null)
        : new(partition, row.GetInt64(nameof(Verified)) ?? 0, row.GetInt64(nameof(Unverified)) ?? 0, row.GetInt64(nameof(Unreachable)) ?? 0, row.ETag);

    public PartitionCount Changed(Recipient? before, Recipient after) => this with
    {
        Verified = Verified + (after.IsVerified ? 1 : 0) - (before is { IsVerified: true } ? 1 : 0),
        Unverified = Unverified + (after.IsVerified ? 0 : 1) - (before is { IsVerified: false } ? 1 : 0),
        Unreachable = Unreachable + (after is { IsVerified: true, Unreachable: not null } ? 1 : 0) - (before is { IsVerified: true, Unreachable: not null } ? 1 : 0),
    };

    public TableTransactionAction Write()
    {
        var row = new TableEntity(Partition, RowKey)
        {
            [nameof(Verified)] = Verified,
            [nameof(Unverified)] = Unverified,
            [nameof(Unreachable)] = Unreachable,
        };
        return ETag is { } tag
            ? new(TableTransactionActionType.UpdateReplace, row, tag)
            : new(TableTransactionActionType.Add, row);
    }
}
