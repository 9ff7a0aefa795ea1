namespace PolicyNotify.Cli.Demo;

internal static class LogTail
{
    private const int Lines = 25;

    /// <summary>The last lines of a log that may still be written to.</summary>
    public static IReadOnlyList<string> Of(string file)
    {
        if (!File.Exists(file))
            return [];
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(Lines)];
    }
}
