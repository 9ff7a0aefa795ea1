using Azure.Data.Tables;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Ledger;

/// <summary>A delivery as a table row: the table partition mirrors the recipients' partition, the row key is the recipient.</summary>
internal static class DeliveryRow
{
    public static string PartitionOf(NoticeId notice, string partition) => $"{notice}_{partition}";

    public static TableEntity Write(NoticeId notice, Delivery delivery)
    {
        var row = new TableEntity(PartitionOf(notice, delivery.Recipient.Partition), delivery.Recipient.Value)
        {
            [nameof(Delivery.State)] = delivery.State.ToString(),
            [nameof(Delivery.PlannedAt)] = delivery.PlannedAt,
            [nameof(Delivery.Attempts)] = delivery.Attempts,
            [nameof(Delivery.Revision)] = delivery.Revision,
        };
        Set(row, nameof(Delivery.AttemptId), delivery.AttemptId);
        Set(row, nameof(Delivery.LeaseUntil), delivery.LeaseUntil);
        Set(row, nameof(Delivery.NotBefore), delivery.NotBefore);
        Set(row, nameof(Delivery.AcceptedAt), delivery.AcceptedAt);
        Set(row, nameof(Delivery.Transport), delivery.Transport);
        Set(row, nameof(Delivery.ProviderId), delivery.ProviderId);
        Set(row, nameof(Delivery.Detail), delivery.Detail);
        return row;
    }

    public static Delivery Read(TableEntity row) => new(
        RecipientId.Parse(row.RowKey),
        Enum.Parse<DeliveryState>(row.GetString(nameof(Delivery.State))),
        row.GetDateTimeOffset(nameof(Delivery.PlannedAt))!.Value,
        row.GetInt32(nameof(Delivery.Attempts))!.Value,
        row.GetString(nameof(Delivery.AttemptId)),
        row.GetDateTimeOffset(nameof(Delivery.LeaseUntil)),
        row.GetDateTimeOffset(nameof(Delivery.NotBefore)),
        row.GetDateTimeOffset(nameof(Delivery.AcceptedAt)),
        row.GetString(nameof(Delivery.Transport)),
        row.GetString(nameof(Delivery.ProviderId)),
        row.GetString(nameof(Delivery.Detail)),
        row.GetInt32(nameof(Delivery.Revision))!.Value,
        row.ETag);

    private static void Set(TableEntity row, string name, object? value)
    {
        if (value is not null)
        {
            row[name] = value;
        }
    }
}
