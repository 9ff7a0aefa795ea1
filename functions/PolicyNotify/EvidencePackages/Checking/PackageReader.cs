using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using PolicyNotify.Json;

namespace PolicyNotify.EvidencePackages.Checking;

/// <summary>Reads the files of a package that may have been made by anybody: nothing is unpacked to disk, and nothing large is held.</summary>
internal sealed class PackageReader : IAsyncDisposable
{
    // Texts, judgements and mails are a few megabytes at most; lists are read one record at a time.
    private const int LargestHeld = 64 * 1024 * 1024;

    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);

    private PackageReader(ZipArchive archive)
    {
        this.archive = archive;
        foreach (var entry in archive.Entries)
        {
            if (!entries.TryAdd(entry.FullName, entry))
            {
                throw new InvalidDataException($"It holds two files named {entry.FullName}.");
            }
        }
    }

    public IEnumerable<string> Paths => entries.Keys;

    /// <exception cref="InvalidDataException">The stream holds no zip archive, or one that was cut off.</exception>
    public static async Task<PackageReader> OpenAsync(Stream package, CancellationToken cancellationToken) =>
        new(await ZipArchive.CreateAsync(package, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken));

    public bool Has(string path) => entries.ContainsKey(path);

    public async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(path, cancellationToken);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
    }

    /// <exception cref="InvalidDataException">The file is missing, or larger than any that is ours.</exception>
    public async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(path, cancellationToken);
        using var held = new MemoryStream();
        var buffer = new byte[81_920];
        while (await content.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            held.Write(buffer, 0, read);
            if (held.Length > LargestHeld)
            {
                throw new InvalidDataException($"{path} is larger than any file of its kind.");
            }
        }

        return held.ToArray();
    }

    /// <exception cref="InvalidDataException">The file is missing or not the JSON that belongs there.</exception>
    public async Task<T> ReadJsonAsync<T>(string path, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(path, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, PolicyNotifyJson.Compact) ?? throw new InvalidDataException($"{path} holds nothing.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is not the JSON that belongs there: {exception.Message}", exception);
        }
    }

    public async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken) => entries.TryGetValue(path, out var entry)
        ? await entry.OpenAsync(cancellationToken)
        : throw new InvalidDataException($"The file {path} is missing.");

    public async ValueTask DisposeAsync() => await archive.DisposeAsync();
}
