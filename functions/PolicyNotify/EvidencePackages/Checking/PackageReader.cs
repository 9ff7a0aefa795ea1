using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

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

    /// <exception cref="DamagedFileException">The file is missing or cannot be unpacked.</exception>
    public Task<string> HashAsync(string path, CancellationToken cancellationToken) => WithAsync(
        path, async content => Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)), cancellationToken);

    /// <exception cref="DamagedFileException">The file is missing, cannot be unpacked, or is larger than any that is ours.</exception>
    public Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken) => WithAsync(
        path,
        async content =>
        {
            using var held = new MemoryStream();
            var buffer = new byte[81_920];
            while (await content.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                held.Write(buffer, 0, read);
                if (held.Length > LargestHeld)
                {
                    throw new DamagedFileException(path, "It is larger than any file of its kind.");
                }
            }

            return held.ToArray();
        },
        cancellationToken);

    /// <exception cref="DamagedFileException">The file is missing or not the JSON that belongs there.</exception>
    public async Task<T> ReadJsonAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        var bytes = await ReadAsync(path, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, WholeRecords.Options) ?? throw Nothing(path);
        }
        catch (JsonException exception)
        {
            throw NotTheJson(path, exception);
        }
    }

    /// <summary>A list, read one record at a time.</summary>
    /// <exception cref="DamagedFileException">The file is missing, or holds something else than such records.</exception>
    public async IAsyncEnumerable<T> ReadListAsync<T>(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        await using var content = await OpenAsync(path, cancellationToken);
        await using var records = JsonSerializer.DeserializeAsyncEnumerable<T>(content, WholeRecords.Options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(records, path))
        {
            yield return records.Current ?? throw Nothing(path);
        }
    }

    /// <exception cref="DamagedFileException">The file is missing or cannot be unpacked.</exception>
    public async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return entries.TryGetValue(path, out var entry) ? await entry.OpenAsync(cancellationToken) : throw new DamagedFileException(path, "It is missing.");
        }
        catch (InvalidDataException)
        {
            throw NotUnpacked(path);
        }
    }

    private static async Task<bool> NextAsync<T>(IAsyncEnumerator<T> records, string path)
    {
        try
        {
            return await records.MoveNextAsync();
        }
        catch (JsonException exception)
        {
            throw NotTheJson(path, exception);
        }
        catch (InvalidDataException)
        {
            throw NotUnpacked(path);
        }
    }

    private async Task<T> WithAsync<T>(string path, Func<Stream, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(path, cancellationToken);
        try
        {
            return await read(content);
        }
        catch (InvalidDataException)
        {
            throw NotUnpacked(path);
        }
    }

    private static DamagedFileException Nothing(string path) => new(path, "It holds an entry with nothing in it.");

    private static DamagedFileException NotUnpacked(string path) => new(path, "It cannot be unpacked: its bytes were damaged or changed.");

    // The words of the JSON reader name types of this program, which say nothing to whoever reads the finding.
    private static DamagedFileException NotTheJson(string path, JsonException exception) => new(
        path, $"It is not the JSON that belongs there{(exception.Path is { Length: > 1 } where ? $" (at {where})" : "")}.");

    public async ValueTask DisposeAsync() => await archive.DisposeAsync();
}
