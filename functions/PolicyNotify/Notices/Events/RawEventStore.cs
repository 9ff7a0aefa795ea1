using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using PolicyNotify.Storage;

namespace PolicyNotify.Notices.Events;

/// <summary>Keeps every batch of events exactly as it came in, under its day and SHA-256.</summary>
internal sealed class RawEventStore(StorageLayout storage)
{
    private const string Container = "mail-events";

    /// <summary>Stores a batch; the same bytes again on the same day change nothing.</summary>
    /// <returns>The blob's name.</returns>
    public async Task<string> StoreAsync(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        var name = $"{receivedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}/{Convert.ToHexStringLower(SHA256.HashData(body.Span))}.json";
        var blob = (await storage.ContainerAsync(Container, cancellationToken)).GetBlobClient(name);
        try
        {
            await blob.UploadAsync(
                BinaryData.FromBytes(body),
                new BlobUploadOptions
                {
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                    HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
                },
                cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // Stored before: a blob's name is its content.
        }

        return name;
    }

    public async Task<ReadOnlyMemory<byte>> ReadAsync(string name, CancellationToken cancellationToken) =>
        (await (await storage.ContainerAsync(Container, cancellationToken)).GetBlobClient(name).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();

    /// <summary>The SHA-256 that a blob's name tells.</summary>
    public static string HashOf(string name) => Path.GetFileNameWithoutExtension(name);
}
