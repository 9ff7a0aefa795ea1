using System.Security.Cryptography;
using System.Text;

namespace PolicyNotify.Recipients;

/// <summary>
/// An import file, received whole before any of it is used: a transfer that breaks off, a file that is too large or not UTF-8 changes nothing.
/// It lies in a temporary file that goes away with this object.
/// </summary>
internal sealed class ReceivedFile : IAsyncDisposable
{
    private const int BufferSize = 81_920;

    private readonly FileStream file;

    private ReceivedFile(FileStream file, string hash)
    {
        this.file = file;
        Hash = hash;
    }

    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    public string Hash { get; }

    public static async Task<ReceivedFile> ReceiveAsync(Stream source, long maximum, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            return new(file, await CopyAsync(source, file, maximum, cancellationToken));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The bytes from the start of a line; the file stays open.</summary>
    public Stream OpenAt(int line)
    {
        file.Position = 0;
        for (var current = 1; current < line;)
        {
            switch (file.ReadByte())
            {
                case -1: return file;
                case '\n': current++; break;
            }
        }

        return file;
    }

    /// <summary>The first line that is not empty, or as much of it as fits the limit.</summary>
    public string FirstLine(int limit)
    {
        file.Position = 0;
        var buffer = new byte[(int)Math.Min(limit, file.Length)];
        var read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var text = Encoding.UTF8.GetString(buffer.AsSpan(0, read)).TrimStart('\uFEFF', '\r', '\n');
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private static async Task<string> CopyAsync(Stream source, FileStream file, long maximum, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var check = new Utf8Check();
        var buffer = new byte[BufferSize];
        var total = 0L;
        while (await source.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            total += read;
            if (total > maximum)
            {
                throw ImportProblem.TooLarge(maximum);
            }

            hash.AppendData(buffer, 0, read);
            check.Add(buffer.AsSpan(0, read), isLast: false);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        check.Add([], isLast: true);
        await file.FlushAsync(cancellationToken);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Refuses bytes that are not UTF-8, wherever the buffers happen to end.</summary>
    private sealed class Utf8Check
    {
        private readonly Decoder decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        private readonly char[] ignored = new char[BufferSize + 8];
        private int line = 1;

        public void Add(ReadOnlySpan<byte> bytes, bool isLast)
        {
            try
            {
                decoder.GetChars(bytes, ignored, isLast);
                line += bytes.Count((byte)'\n');
            }
            catch (DecoderFallbackException exception)
            {
                var before = Math.Clamp(exception.Index, 0, bytes.Length);
                throw ImportProblem.OfFile(
                    "import-encoding", "The file is not UTF-8.", "Save or export it as UTF-8 and import it again.",
                    line + bytes[..before].Count((byte)'\n'));
            }
        }
    }
}
