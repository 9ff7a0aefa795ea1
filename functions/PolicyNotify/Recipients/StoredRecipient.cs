using Azure;
using Azure.Data.Tables;

namespace PolicyNotify.Recipients;

/// <summary>A recipient as found in storage, with the tag that a change must still find there.</summary>
internal sealed record StoredRecipient(Recipient Recipient, ETag ETag)
{
    public static StoredRecipient Read(TableEntity row) => new(RecipientRow.Read(row), row.ETag);
}
