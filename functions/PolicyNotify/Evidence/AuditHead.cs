using Azure;
using Azure.Data.Tables;

namespace PolicyNotify.Evidence;

/// <summary>The newest link of the chain. Appending replaces it only if nobody else did since it was read.</summary>
internal sealed record AuditHead(long Sequence, string Hash, ETag? ETag)
{
    public const string RowKey = "head";

    public static AuditHead Read(TableEntity? row) => row is null
        ? new(0, AuditHash.BeforeFirst, null)
        : new(row.GetInt64(nameof(Sequence)) ?? 0, row.GetString(nameof(Hash)), row.ETag);

    public TableTransactionAction Write()
    {
        var row = new TableEntity(AuditRows.Partition, RowKey) { [nameof(Sequence)] = Sequence, [nameof(Hash)] = Hash };
        return ETag is { } tag ? new(TableTransactionActionType.UpdateReplace, row, tag) : new(TableTransactionActionType.Add, row);
    }
}
