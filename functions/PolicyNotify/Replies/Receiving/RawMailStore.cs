using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using PolicyNotify.Storage;

namespace PolicyNotify.Replies.Receiving;

/// <summary>Keeps every mail exactly as it came in, under its SHA-256.</summary>
internal sealed class RawMailStore(StorageLayout storage)
{
    private const string Container = "raw-mail";

    /// <summary>Stores a mail; the same bytes again change nothing.</summary>
    /// <returns>The SHA-256 in lower-case hexadecimal.</returns>
    public async Task<string> StoreAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        await UploadAsync(NameOf(hash), content, "message/rfc822", cancellationToken);
        return hash;
    }

    /// <summary>Stores the form that a mail was made again from, beside the mail. The first form stays.</summary>
    public async Task StoreFormAsync(Stream mail, Stream form, CancellationToken cancellationToken)
    {
        mail.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(mail, cancellationToken));
        await UploadAsync($"{hash}.form", form, "multipart/form-data", cancellationToken);
    }

    /// <summary>A stored mail, seekable.</summary>
    public async Task<Stream> OpenAsync(string hash, CancellationToken cancellationToken) =>
        await (await storage.ContainerAsync(Container, cancellationToken)).GetBlobClient(NameOf(hash)).OpenReadAsync(cancellationToken: cancellationToken);

    private async Task UploadAsync(string name, Stream content, string contentType, CancellationToken cancellationToken)
    {
        var blob = (await storage.ContainerAsync(Container, cancellationToken)).GetBlobClient(name);
        content.Position = 0;
        try
        {
            await blob.UploadAsync(
                content,
                new BlobUploadOptions
                {
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                    HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                },
                cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // Stored before.
        }
    }

    private static string NameOf(string hash) => $"{hash}.eml";
}
