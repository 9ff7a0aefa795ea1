using Azure.Data.Tables;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Ledger;

/// <summary>A delivery as a table row: the row key is the recipient, the table partition the mailing with the first two digits of that.</summary>
internal static class DeliveryRow
{
    public static string PartitionOf(MailingId mailing, RecipientId recipient) => $"{mailing}_{recipient.Value.AsSpan(0, 2)}";

    /// <summary>Whether two people's rows lie in one table partition, so that one transaction can write both.</summary>
    public static bool AreTogether(RecipientId one, RecipientId other) => one.Value.AsSpan(0, 2).SequenceEqual(other.Value.AsSpan(0, 2));

    public static TableEntity Write(MailingId mailing, Delivery delivery)
    {
        var row = new TableEntity(PartitionOf(mailing, delivery.Recipient), delivery.Recipient.Value)
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
        Set(row, nameof(Delivery.RefusedAt), delivery.RefusedAt);
        Set(row, nameof(Delivery.IsSettledByEvent), delivery.IsSettledByEvent ? true : null);
        WriteFate(row, delivery.Fate);
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
        row.ETag)
    {
        IsSettledByEvent = row.GetBoolean(nameof(Delivery.IsSettledByEvent)) ?? false,
        RefusedAt = row.GetDateTimeOffset(nameof(Delivery.RefusedAt)),
        Fate = ReadFate(row),
    };

    private static void WriteFate(TableEntity row, DeliveryFate fate)
    {
        Set(row, nameof(DeliveryFate.TakenAt), fate.TakenAt);
        Set(row, nameof(DeliveryFate.DeliveredAt), fate.DeliveredAt);
        Set(row, nameof(DeliveryFate.ComplainedAt), fate.ComplainedAt);
        WriteFailure(row, nameof(DeliveryFate.Bounce), fate.Bounce);
        WriteFailure(row, nameof(DeliveryFate.Dropped), fate.Dropped);
        WriteFailure(row, nameof(DeliveryFate.Deferred), fate.Deferred);
        Set(row, nameof(DeliveryFate.Marks), fate.Marks.Text is { Length: > 0 } marks ? marks : null);
    }

    private static DeliveryFate ReadFate(TableEntity row) => row.ContainsKey(nameof(DeliveryFate.Marks))
        ? new(
            row.GetDateTimeOffset(nameof(DeliveryFate.TakenAt)),
            row.GetDateTimeOffset(nameof(DeliveryFate.DeliveredAt)),
            ReadFailure(row, nameof(DeliveryFate.Bounce)),
            ReadFailure(row, nameof(DeliveryFate.Dropped)),
            ReadFailure(row, nameof(DeliveryFate.Deferred)),
            row.GetDateTimeOffset(nameof(DeliveryFate.ComplainedAt)),
            EventMarks.Parse(row.GetString(nameof(DeliveryFate.Marks))))
        : DeliveryFate.None;

    private static void WriteFailure(TableEntity row, string name, DeliveryFailure? failure)
    {
        Set(row, name + nameof(DeliveryFailure.At), failure?.At);
        Set(row, name + nameof(DeliveryFailure.IsPermanent), failure?.IsPermanent);
        Set(row, name + nameof(DeliveryFailure.Code), failure?.Code);
        Set(row, name + nameof(DeliveryFailure.Reason), failure?.Reason);
    }

    private static DeliveryFailure? ReadFailure(TableEntity row, string name) => row.GetDateTimeOffset(name + nameof(DeliveryFailure.At)) is { } at
        ? new(
            at,
            row.GetBoolean(name + nameof(DeliveryFailure.IsPermanent)) ?? false,
            row.GetString(name + nameof(DeliveryFailure.Code)),
            row.GetString(name + nameof(DeliveryFailure.Reason)))
        : null;

    private static void Set(TableEntity row, string name, object? value)
    {
        if (value is not null)
        {
            row[name] = value;
        }
    }
}
