using System.Text;

namespace PolicyNotify.Cli.Replies;

/// <summary>The mails in files and folders: <c>.eml</c> files hold one, <c>.mbox</c> files many.</summary>
internal static class MailFiles
{
    // More than enough to tell whether a line begins with "From ".
    private const int MostOfLine = 16;

    private static readonly string[] Extensions = [".eml", ".mbox"];

    /// <summary>The files of mails that the paths name, folders read to their depths, in the order of their names.</summary>
    public static IReadOnlyList<string> Expand(Invocation invocation, IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            var full = invocation.Files.FullPath(path);
            if (Directory.Exists(full))
            {
                files.AddRange(Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories)
                    .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                    .Order(StringComparer.Ordinal)
                    .Select(file => Path.Combine(path, Path.GetRelativePath(full, file))));
            }
            else if (File.Exists(full))
            {
                files.Add(path);
            }
            else
            {
                throw new CommandFailedException(ExitCode.BadInput, $"There is no file or folder {path}.");
            }
        }

        return files;
    }

    /// <summary>The mails of one file with the names under which they are reported, each as its bytes.</summary>
    public static IEnumerable<(string Name, byte[] Mail)> Read(string name, string path)
    {
        if (!Path.GetExtension(path).Equals(".mbox", StringComparison.OrdinalIgnoreCase))
        {
            yield return (name, File.ReadAllBytes(path));
            yield break;
        }

        using var stream = File.OpenRead(path);
        var ranges = Ranges(stream);
        if (ranges.Count == 0 && stream.Length > 0)
            throw new FormatException("no line in it begins with \"From \", as the line before each mail of a mailbox file does.");
        var number = 0;
        foreach (var (begin, end) in ranges)
        {
            var mail = new byte[end - begin];
            stream.Position = begin;
            stream.ReadExactly(mail);
            yield return ($"{name}#{++number}", mail);
        }
    }

    // A line that begins with "From " at the start of the file or after an empty line stands before each mail (RFC 4155).
    private static List<(long Begin, long End)> Ranges(FileStream stream)
    {
        var ranges = new List<(long Begin, long End)>();
        var (lineBegin, isAfterEmpty, begin) = (0L, true, -1L);
        foreach (var (line, next) in Lines(stream))
        {
            if (isAfterEmpty && line.StartsWith("From ", StringComparison.Ordinal))
            {
                if (begin >= 0)
                    ranges.Add((begin, lineBegin));
                begin = next;
            }

            (lineBegin, isAfterEmpty) = (next, line.Length == 0);
        }

        if (begin >= 0)
            ranges.Add((begin, stream.Length));
        return ranges;
    }

    // The start of each line without its end, and where the next begins.
    private static IEnumerable<(string Line, long Next)> Lines(FileStream stream)
    {
        var start = new List<byte>();
        long position = 0;
        for (int read; (read = stream.ReadByte()) >= 0;)
        {
            position++;
            if (read == '\n')
            {
                yield return (Text(start), position);
                start.Clear();
            }
            else if (start.Count < MostOfLine)
            {
                start.Add((byte)read);
            }
        }

        if (start.Count > 0)
            yield return (Text(start), position);

        static string Text(List<byte> bytes) => Encoding.Latin1.GetString([.. bytes]).TrimEnd('\r');
    }
}
