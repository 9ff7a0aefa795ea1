using System.IO.Compression;
using System.Security.Cryptography;

namespace PolicyNotify.EvidencePackages;

/// <summary>Writes the files of a package one after the other and notes their hashes.</summary>
internal sealed class PackageWriter(ZipArchive archive, DateTimeOffset at) : IAsyncDisposable
{
    private readonly List<PackagedFile> files = [];

    public IReadOnlyList<PackagedFile> Files => files;

    public static async Task<PackageWriter> OpenAsync(Stream target, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken), at);

    public Task AddAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        AddAsync(path, async target => await target.WriteAsync(content, cancellationToken), cancellationToken);

    public async Task AddAsync(string path, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(path);
        entry.LastWriteTime = at;
        using var hash = SHA256.Create();
        await using (var target = await entry.OpenAsync(cancellationToken))
        await using (var hashed = new CryptoStream(target, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            await write(hashed);
            await hashed.FlushFinalBlockAsync(cancellationToken);
        }

        files.Add(new(path, Convert.ToHexStringLower(hash.Hash!)));
    }

    public async ValueTask DisposeAsync() => await archive.DisposeAsync();
}
