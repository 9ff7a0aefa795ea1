using Azure.Data.Tables;

namespace PolicyNotify.Recipients;

/// <summary>A recipient as a table row: partition and id are the keys, so that recipients and their deliveries sort alike.</summary>
internal static class RecipientRow
{
    public static TableEntity Write(Recipient recipient) => new(recipient.Id.Partition, recipient.Id.Value)
    {
        [nameof(Recipient.Address)] = recipient.Address,
        [nameof(Recipient.Name)] = recipient.Name,
        [nameof(Recipient.AccountId)] = recipient.AccountId,
        [nameof(Recipient.AddedAt)] = recipient.AddedAt,
        [nameof(AddressVerification.VerifiedAt)] = recipient.Verification?.VerifiedAt,
        [nameof(AddressVerification.Method)] = recipient.Verification?.Method,
        [nameof(AddressVerification.RecordedAt)] = recipient.Verification?.RecordedAt,
    };

    public static Recipient Read(TableEntity row) => new(
        RecipientId.Parse(row.RowKey),
        row.GetString(nameof(Recipient.Address)),
        row.GetString(nameof(Recipient.Name)),
        row.GetString(nameof(Recipient.AccountId)),
        ReadVerification(row),
        row.GetDateTimeOffset(nameof(Recipient.AddedAt))!.Value);

    private static AddressVerification? ReadVerification(TableEntity row) =>
        row.GetDateTimeOffset(nameof(AddressVerification.VerifiedAt)) is { } verifiedAt
            ? new(verifiedAt, row.GetString(nameof(AddressVerification.Method)), row.GetDateTimeOffset(nameof(AddressVerification.RecordedAt))!.Value)
            : null;
}
