namespace PolicyNotify.Replies.Receiving;

/// <summary>Keeps what is sent to us in a temporary file while it is read, so that a large mail takes no memory. The file is gone when the stream is closed.</summary>
internal static class SpooledBody
{
    private const int BufferBytes = 81_920;

    /// <summary>The whole body, seekable, at its first byte; null when it is larger than allowed.</summary>
    public static async Task<Stream?> ReadAsync(Stream body, long limit, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var buffer = new byte[BufferBytes];
            for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if (file.Length + read > limit)
                {
                    await file.DisposeAsync();
                    return null;
                }

                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
