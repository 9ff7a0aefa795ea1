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
        if (!await TryUploadAsync(NameOf(hash), content, "message/rfc822", cancellationToken))
            await CheckAsync(hash, content.Length, cancellationToken);
        return hash;
    }

    /// <summary>Stores the form that a mail was made again from, beside the mail. The first form stays.</summary>
    public async Task StoreFormAsync(Stream mail, Stream form, CancellationToken cancellationToken)
    {
        mail.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(mail, cancellationToken));
        await TryUploadAsync($"{hash}.form", form, "multipart/form-data", cancellationToken);
    }

    /// <summary>A stored mail, seekable.</summary>
    public async Task<Stream> OpenAsync(string hash, CancellationToken cancellationToken) =>
        await (await storage.ContainerAsync(Container, cancellationToken)).GetBlobClient(NameOf(hash)).OpenReadAsync(cancellationToken: cancellationToken);

    /// <returns>False when there is a blob of that name already.</returns>
    private async Task<bool> TryUploadAsync(string name, Stream content, string contentType, CancellationToken cancellationToken)
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
            return true;
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // Most often it was stored before, or somebody stored it at the same moment. But other conflicts (a container that is being deleted, an
            // upload of parts that somebody began) say 409 as well, and then nothing is durable.
            if (!await blob.ExistsAsync(cancellationToken))
                throw;
            return false;
        }
    }

    // Only where the very bytes are there is the mail durable.
    private async Task CheckAsync(string hash, long length, CancellationToken cancellationToken)
    {
        await using var stored = await OpenAsync(hash, cancellationToken);
        if (stored.Length != length || Convert.ToHexStringLower(await SHA256.HashDataAsync(stored, cancellationToken)) != hash)
            throw new InvalidDataException($"The blob {Container}/{NameOf(hash)} does not hold the mail that it is named after: somebody wrote to it. Move it away, so that the mail can be stored.");
    }

    private static string NameOf(string hash) => $"{hash}.eml";
}
