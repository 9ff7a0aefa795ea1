using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using PolicyNotify.Storage;

namespace PolicyNotify.Publishing;

/// <summary>The published texts, each stored once and for good under the SHA-256 of its bytes.</summary>
internal sealed class PolicyTexts(StorageLayout storage)
{
    public const string Container = "policy-texts";

    /// <summary>Stores a text; storing it again changes nothing.</summary>
    public async Task<TextHash> StoreAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var hash = TextHash.Of(bytes.Span);
        var blob = (await storage.ContainerAsync(Container, cancellationToken)).GetBlobClient(NameOf(hash));
        try
        {
            await blob.UploadAsync(
                BinaryData.FromBytes(bytes),
                new BlobUploadOptions
                {
                    HttpHeaders = new BlobHttpHeaders { ContentType = "text/markdown; charset=utf-8" },
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                },
                cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // It is there already, and under this name it can only be the same text.
        }

        return hash;
    }

    /// <summary>The text, checked against its name: a blob that somebody exchanged is never shown as what was published.</summary>
    /// <exception cref="InvalidDataException">The stored bytes are not the published ones.</exception>
    public async Task<string> ReadAsync(TextHash hash, CancellationToken cancellationToken)
    {
        var blob = (await storage.ContainerAsync(Container, cancellationToken)).GetBlobClient(NameOf(hash));
        var answer = await blob.DownloadContentAsync(cancellationToken);
        var bytes = answer.Value.Content.ToMemory();
        return TextHash.Of(bytes.Span) == hash
            ? Encoding.UTF8.GetString(bytes.Span)
            : throw new InvalidDataException($"The blob {Container}/{NameOf(hash)} does not hold the text it is named after. Restore it from a backup or from git.");
    }

    private static string NameOf(TextHash hash) => $"{hash}.md";
}
