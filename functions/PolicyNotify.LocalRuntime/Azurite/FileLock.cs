namespace PolicyNotify.LocalRuntime.Azurite;

/// <summary>A lock between processes: a file held open for one process alone, which the system lets go of even when that process is killed.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>For the start of a process, before anything asynchronous can run.</summary>
    public static IDisposable Acquire(string path) => AcquireAsync(path, CancellationToken.None).GetAwaiter().GetResult();

    public static async Task<IDisposable> AcquireAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            if (TryAcquire(path) is { } held)
            {
                return held;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    public static IDisposable? TryAcquire(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException))
        {
            return null;
        }
    }
}
