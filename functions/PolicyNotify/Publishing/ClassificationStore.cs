using System.Text.Json;
using Azure;
using PolicyNotify.Json;
using PolicyNotify.Storage;

namespace PolicyNotify.Publishing;

/// <summary>Why each version was judged as it was: one JSON blob a version.</summary>
internal sealed class ClassificationStore(StorageLayout storage)
{
    public const string Container = "classifications";

    /// <summary>Stores a judgement. The text's hash is part of the name, so that of two publications at once neither overwrites the other's.</summary>
    public async Task StoreAsync(VersionClassification classification, CancellationToken cancellationToken)
    {
        var container = await storage.ContainerAsync(Container, cancellationToken);
        var name = NameOf(classification.Document.Value, classification.Version.ToString(), classification.TextHash);
        await container.GetBlobClient(name).UploadAsync(
            new BinaryData(BytesOf(classification)), overwrite: true, cancellationToken);
    }

    /// <summary>A judgement as it is stored: what the audit log's hash of it is taken over.</summary>
    public static byte[] BytesOf(VersionClassification classification) => JsonSerializer.SerializeToUtf8Bytes(classification, PolicyNotifyJson.Indented);

    /// <summary>The judgement of a version; null for the first version of a document, which was compared with nothing.</summary>
    public async Task<VersionClassification?> FindAsync(PolicyVersion version, CancellationToken cancellationToken)
    {
        var container = await storage.ContainerAsync(Container, cancellationToken);
        try
        {
            var name = NameOf(version.Document.Value, version.Number.ToString(), version.TextHash);
            var answer = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize<VersionClassification>(answer.Value.Content.ToMemory().Span, PolicyNotifyJson.Indented);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return null;
        }
    }

    private static string NameOf(string document, string version, TextHash text) => $"{document}/{version}-{text}.json";
}
