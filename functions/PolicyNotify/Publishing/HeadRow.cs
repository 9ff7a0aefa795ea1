using Azure;
using Azure.Data.Tables;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>
/// Where a document stands: the latest version that was not withdrawn, and the one in force. Every change of its versions rewrites this row in the same transaction and expects the tag it read,
/// so that two changes at once cannot both succeed.
/// </summary>
internal sealed record HeadRow(DocumentId Document, VersionNumber Latest, TextHash LatestText, VersionNumber? InForce, ETag? ETag)
{
    public const string RowKey = "head";

    public static HeadRow Read(TableEntity row) => new(
        DocumentId.Parse(row.PartitionKey),
        VersionNumber.Parse(row.GetString(nameof(Latest))),
        TextHash.Parse(row.GetString(nameof(LatestText))),
        row.GetString(nameof(InForce)) is { } inForce ? VersionNumber.Parse(inForce) : null,
        row.ETag);

    public TableTransactionAction Write()
    {
        var row = new TableEntity(Document.Value, RowKey)
        {
            [nameof(Latest)] = Latest.ToString(),
            [nameof(LatestText)] = LatestText.Value,
            [nameof(InForce)] = InForce?.ToString(),
        };
        return ETag is { } tag ? new(TableTransactionActionType.UpdateReplace, row, tag) : new(TableTransactionActionType.Add, row);
    }
}
