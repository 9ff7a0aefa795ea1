using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PolicyNotify.Json;
using PolicyNotify.Mail;
using PolicyNotify.Storage;

namespace PolicyNotify.Notices.Content;

/// <summary>Keeps every edition of every notice's mail, reminders included, as it was sent, unchanged for good.</summary>
internal sealed class NoticeContentStore(StorageLayout storage)
{
    private const string Container = "notice-content";
    private const string TextName = "mail.txt";
    private const string HtmlName = "mail.html";
    private const string ManifestName = "manifest.json";
    private const int Remembered = 8;

    // A batch takes up the same edition thousands of times; a company has few notices under way.
    private readonly Dictionary<string, NoticeContent> recent = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Stores an edition; when there is one already, that one stays.</summary>
    public async Task<NoticeContent> KeepAsync(MailingId mailing, int revision, NoticeContent content, CancellationToken cancellationToken)
    {
        if (await FindAsync(mailing, revision, cancellationToken) is { } kept)
        {
            return kept;
        }

        var files = new List<(NoticeContentFile File, ReadOnlyMemory<byte> Bytes)>
        {
            File(TextName, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(content.Text), isAttachment: false),
            File(HtmlName, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(content.Html), isAttachment: false),
        };
        files.AddRange(content.Attachments.Select(attachment => File(attachment.FileName, attachment.ContentType, attachment.Content, isAttachment: true)));
        var container = await storage.ContainerAsync(Container, cancellationToken);
        foreach (var (file, bytes) in files)
        {
            // Named by their content: whoever writes the same edition at the same time must not exchange the parts that the first manifest vouches for.
            await UploadAsync(container.GetBlobClient(NameOf(mailing, revision, file)), bytes, file.ContentType, cancellationToken);
        }

        var manifest = new NoticeContentManifest(mailing, revision, content.Subject, content.GreetingMark, content.Language, [.. files.Select(file => file.File)]);
        var written = JsonSerializer.SerializeToUtf8Bytes(manifest, PolicyNotifyJson.Indented);
        await UploadAsync(container.GetBlobClient(NameOf(mailing, revision, ManifestName)), written, "application/json", cancellationToken);
        return await GetAsync(mailing, revision, cancellationToken);
    }

    /// <summary>An edition, checked against its hashes.</summary>
    /// <exception cref="InvalidDataException">It is missing, or a part of it was changed.</exception>
    public async Task<NoticeContent> GetAsync(MailingId mailing, int revision, CancellationToken cancellationToken)
    {
        var key = NameOf(mailing, revision, "");
        lock (gate)
        {
            if (recent.TryGetValue(key, out var known))
            {
                return known;
            }
        }

        var content = await FindAsync(mailing, revision, cancellationToken)
            ?? throw new InvalidDataException($"The mail of {mailing}, edition {revision}, is not stored under {Container}/{key}.");
        lock (gate)
        {
            if (recent.Count >= Remembered)
            {
                recent.Clear();
            }

            return recent.TryGetValue(key, out var known) ? known : recent[key] = content;
        }
    }

    /// <summary>The files of an edition as they are stored, its manifest first; none when there is no such edition.</summary>
    public async Task<IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)>> ReadFilesAsync(MailingId mailing, int revision, CancellationToken cancellationToken)
    {
        var container = await storage.ContainerAsync(Container, cancellationToken);
        var prefix = NameOf(mailing, revision, "");
        var manifest = container.GetBlobClient(prefix + ManifestName);
        if (!await manifest.ExistsAsync(cancellationToken))
        {
            return [];
        }

        var written = (await manifest.DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        var files = new List<(string, ReadOnlyMemory<byte>)> { (ManifestName, written) };
        foreach (var file in JsonSerializer.Deserialize<NoticeContentManifest>(written.Span, PolicyNotifyJson.Indented)!.Files)
        {
            var part = await container.GetBlobClient(NameOf(mailing, revision, file)).DownloadContentAsync(cancellationToken);
            files.Add((file.Name, part.Value.Content.ToMemory()));
        }

        return files;
    }

    private async Task<NoticeContent?> FindAsync(MailingId mailing, int revision, CancellationToken cancellationToken)
    {
        var container = await storage.ContainerAsync(Container, cancellationToken);
        byte[] written;
        try
        {
            written = (await container.GetBlobClient(NameOf(mailing, revision, ManifestName)).DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
        }
        catch (RequestFailedException exception) when (exception.Status is 404)
        {
            return null;
        }

        var manifest = JsonSerializer.Deserialize<NoticeContentManifest>(written, PolicyNotifyJson.Indented)!;
        var parts = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in manifest.Files)
        {
            var bytes = (await container.GetBlobClient(NameOf(mailing, revision, file)).DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
            parts[file.Name] = HashOf(bytes) == file.Sha256
                ? bytes
                : throw new InvalidDataException($"The blob {Container}/{NameOf(mailing, revision, file)} was changed after it was stored. Restore it from a backup.");
        }

        return new(
            manifest.Subject,
            Encoding.UTF8.GetString(parts[TextName]),
            Encoding.UTF8.GetString(parts[HtmlName]),
            manifest.GreetingMark,
            manifest.Language,
            [.. manifest.Files.Where(file => file.IsAttachment).Select(file => new MailAttachment(file.Name, file.ContentType, parts[file.Name]))],
            HashOf(written));
    }

    private static async Task UploadAsync(BlobClient blob, ReadOnlyMemory<byte> bytes, string contentType, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await blob.UploadAsync(BinaryData.FromBytes(bytes), options, cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status is 409 or 412)
        {
            // Another process wrote the same edition at the same time: a part is the same part, and of two manifests the first stands.
        }
    }

    private static (NoticeContentFile File, ReadOnlyMemory<byte> Bytes) File(string name, string contentType, ReadOnlyMemory<byte> bytes, bool isAttachment) =>
        (new(name, contentType, HashOf(bytes.Span), isAttachment), bytes);

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string NameOf(MailingId mailing, int revision, NoticeContentFile file) => NameOf(mailing, revision, $"{file.Sha256}/{file.Name}");

    private static string NameOf(MailingId mailing, int revision, string file) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{mailing}/{revision}/{file}");
}
