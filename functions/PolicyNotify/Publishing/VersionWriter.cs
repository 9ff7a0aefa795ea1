using Azure;
using Azure.Data.Tables;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>
/// Changes the versions of one document in one transaction that also moves its head. The head's tag guards all rows of the document,
/// so the version rows need none of their own.
/// </summary>
internal sealed class VersionWriter(VersionStore store)
{
    public async Task<DocumentSnapshot> ReadAsync(DocumentId document, CancellationToken cancellationToken)
    {
        var head = await store.ReadHeadAsync(document, cancellationToken);
        return new(head, head is null ? [] : await store.ListVersionsAsync(document, cancellationToken));
    }

    /// <summary>Writes the head and the given versions; false when somebody else changed the document since the head was read.</summary>
    public async Task<bool> TryCommitAsync(HeadRow head, IEnumerable<PolicyVersion> versions, CancellationToken cancellationToken)
    {
        var table = await store.TableAsync(cancellationToken);
        try
        {
            await table.SubmitTransactionAsync(
                [head.Write(), .. versions.Select(version => new TableTransactionAction(TableTransactionActionType.UpsertReplace, VersionRow.Write(version)))],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
