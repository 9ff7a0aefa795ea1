using Azure.Data.Tables;
using PolicyNotify.Recipients.Reachability;

namespace PolicyNotify.Recipients;

/// <summary>A recipient as a table row: partition and id are the keys, so that recipients and their deliveries sort alike.</summary>
internal static class RecipientRow
{
    /// <summary>Present on those whom mail does not reach.</summary>
    public const string UnreachableCauseColumn = "UnreachableCause";

    private const string UnreachableSinceColumn = "UnreachableSince";
    private const string UnreachableCodeColumn = "UnreachableCode";
    private const string UnreachableSourceColumn = "UnreachableSource";

    public static TableEntity Write(Recipient recipient) => new(recipient.Id.Partition, recipient.Id.Value)
    {
        [nameof(Recipient.Address)] = recipient.Address,
        [nameof(Recipient.Name)] = recipient.Name,
        [nameof(Recipient.AccountId)] = recipient.AccountId,
        [nameof(Recipient.AddedAt)] = recipient.AddedAt,
        [nameof(AddressVerification.VerifiedAt)] = recipient.Verification?.VerifiedAt,
        [nameof(AddressVerification.Method)] = recipient.Verification?.Method,
        [nameof(AddressVerification.RecordedAt)] = recipient.Verification?.RecordedAt,
        [UnreachableCauseColumn] = recipient.Unreachable?.Cause.ToString(),
        [UnreachableSinceColumn] = recipient.Unreachable?.Since,
        [UnreachableCodeColumn] = recipient.Unreachable?.Code,
        [UnreachableSourceColumn] = recipient.Unreachable?.Source,
        [nameof(Recipient.TakenAgainAt)] = recipient.TakenAgainAt,
        [nameof(Recipient.SoftBounceMarks)] = recipient.SoftBounceMarks.Text,
    };

    public static Recipient Read(TableEntity row) => new(
        RecipientId.Parse(row.RowKey),
        row.GetString(nameof(Recipient.Address)),
        row.GetString(nameof(Recipient.Name)),
        row.GetString(nameof(Recipient.AccountId)),
        ReadVerification(row),
        row.GetDateTimeOffset(nameof(Recipient.AddedAt))!.Value)
    {
        Unreachable = ReadUnreachable(row),
        TakenAgainAt = row.GetDateTimeOffset(nameof(Recipient.TakenAgainAt)),
        SoftBounceMarks = SoftBounceMarks.Parse(row.GetString(nameof(Recipient.SoftBounceMarks))),
    };

    private static Unreachable? ReadUnreachable(TableEntity row) => row.GetString(UnreachableCauseColumn) is { } cause
        ? new(
            Enum.Parse<UnreachableCause>(cause),
            row.GetDateTimeOffset(UnreachableSinceColumn)!.Value,
            row.GetString(UnreachableCodeColumn),
            row.GetString(UnreachableSourceColumn))
        : null;

    private static AddressVerification? ReadVerification(TableEntity row) =>
        row.GetDateTimeOffset(nameof(AddressVerification.VerifiedAt)) is { } verifiedAt
            ? new(verifiedAt, row.GetString(nameof(AddressVerification.Method)), row.GetDateTimeOffset(nameof(AddressVerification.RecordedAt))!.Value)
            : null;
}
