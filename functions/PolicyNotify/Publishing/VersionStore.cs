using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Problems;
using PolicyNotify.Storage;

namespace PolicyNotify.Publishing;

/// <summary>What has been published, for reading.</summary>
public sealed class VersionStore
{
    internal const string Table = "versions";

    private readonly StorageLayout storage;
    private readonly PolicyTexts texts;

    internal VersionStore(StorageLayout storage, PolicyTexts texts)
    {
        this.storage = storage;
        this.texts = texts;
    }

    /// <summary>Every document of which a version was published, by name.</summary>
    public async Task<IReadOnlyList<DocumentId>> ListDocumentsAsync(CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter($"RowKey eq {HeadRow.RowKey}");
        var names = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey"], cancellationToken: cancellationToken))
        {
            names.Add(row.PartitionKey);
        }

        return [.. names.Order(StringComparer.Ordinal).Select(DocumentId.Parse)];
    }

    /// <summary>Every version of a document, the first one first; empty when there is no such document.</summary>
    public async Task<IReadOnlyList<PolicyVersion>> ListVersionsAsync(DocumentId document, CancellationToken cancellationToken)
    {
        var versions = new List<PolicyVersion>();
        await foreach (var version in ReadVersionsAsync(document, cancellationToken))
        {
            versions.Add(version);
        }

        return versions;
    }

    /// <summary>One version; null when there is none of that number.</summary>
    public async Task<PolicyVersion?> FindAsync(DocumentId document, VersionNumber number, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(document.Value, VersionRow.KeyOf(number), cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? VersionRow.Read(found) : null;
    }

    /// <summary>One version.</summary>
    /// <exception cref="UnknownResourceException">There is none of that number.</exception>
    public async Task<PolicyVersion> GetAsync(DocumentId document, VersionNumber number, CancellationToken cancellationToken) =>
        await FindAsync(document, number, cancellationToken)
            ?? throw new UnknownResourceException($"There is no version {number} of '{document}'.");

    /// <summary>The version that applies now; null before the first takes effect.</summary>
    public async Task<PolicyVersion?> InForceAsync(DocumentId document, CancellationToken cancellationToken) =>
        await ReadHeadAsync(document, cancellationToken) is { InForce: { } number } ? await FindAsync(document, number, cancellationToken) : null;

    /// <summary>The version published last and not withdrawn, whether or not it has taken effect; null when there is no such document.</summary>
    public async Task<PolicyVersion?> LatestAsync(DocumentId document, CancellationToken cancellationToken) =>
        await ReadHeadAsync(document, cancellationToken) is { } head ? await FindAsync(document, head.Latest, cancellationToken) : null;

    /// <summary>The version that another was compared with; null for the first.</summary>
    public async Task<PolicyVersion?> PreviousAsync(PolicyVersion version, CancellationToken cancellationToken) =>
        version.ComparedWith is { } number ? await FindAsync(version.Document, number, cancellationToken) : null;

    /// <summary>The versions of every document that are to take effect, those held included, by document and number.</summary>
    public async Task<IReadOnlyList<PolicyVersion>> ListPendingAsync(CancellationToken cancellationToken)
    {
        var pending = new List<PolicyVersion>();
        foreach (var document in await ListDocumentsAsync(cancellationToken))
        {
            var versions = await ListVersionsAsync(document, cancellationToken);
            pending.AddRange(versions.Where(version => version.IsPending));
        }

        return pending;
    }

    /// <summary>The text of a version exactly as it was published, front matter included.</summary>
    /// <exception cref="InvalidDataException">What is stored is not what was published.</exception>
    public Task<string> ReadTextAsync(TextHash hash, CancellationToken cancellationToken) => texts.ReadAsync(hash, cancellationToken);

    internal async Task<HeadRow?> ReadHeadAsync(DocumentId document, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(document.Value, HeadRow.RowKey, cancellationToken: cancellationToken);
        return row is { HasValue: true, Value: { } found } ? HeadRow.Read(found) : null;
    }

    internal Task<TableClient> TableAsync(CancellationToken cancellationToken) => storage.TableAsync(Table, cancellationToken);

    private async IAsyncEnumerable<PolicyVersion> ReadVersionsAsync(DocumentId document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {document.Value} and RowKey ge {VersionRow.Prefix}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return VersionRow.Read(row);
        }
    }
}
