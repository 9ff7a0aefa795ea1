using System.Text;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Cli;

/// <summary>Reads the files that a person names, and says plainly what is wrong with one that cannot be used.</summary>
internal sealed class InputFiles(string workingDirectory)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string FullPath(string file) => Path.GetFullPath(file, workingDirectory);

    /// <summary>Opens a file of any size.</summary>
    public FileStream OpenRead(string file) => File.OpenRead(Existing(file));

    public async Task<byte[]> ReadBytesAsync(string file, CancellationToken cancellationToken)
    {
        var path = Existing(file);
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        return bytes.Length > 0 ? bytes : throw Unusable("file-empty", file, $"{file} is empty.", "Give a file with a text in it.");
    }

    public async Task<string> ReadTextAsync(string file, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytesAsync(file, cancellationToken);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            var line = 1 + bytes.AsSpan(0, Math.Clamp(exception.Index, 0, bytes.Length)).Count((byte)'\n');
            throw Unusable("file-not-utf8", file, $"{file} is not UTF-8 text.", "Save the file as UTF-8.", line);
        }
    }

    public async Task<PolicyDocument> ReadPolicyAsync(string file, CancellationToken cancellationToken)
    {
        var result = PolicyDocument.Parse(file, await ReadTextAsync(file, cancellationToken));
        return result.IsUsable
            ? result.Document
            : throw new CommandFailedException(ExitCode.BadInput, $"{file} cannot be read as a policy text.", result.Diagnostics);
    }

    private string Existing(string file)
    {
        var path = FullPath(file);
        if (Directory.Exists(path))
            throw Unusable("file-is-folder", file, $"{file} is a folder.", "Name a file.");
        return File.Exists(path)
            ? path
            : throw Unusable("file-missing", file, $"There is no file {file}.", $"Check the name; it is looked for in {workingDirectory}.");
    }

    private static CommandFailedException Unusable(string code, string file, string message, string help, int? line = null) =>
        new(ExitCode.BadInput, $"{file} cannot be used.", [new Diagnostic(code, DiagnosticSeverity.Error, message, help, file, line)]);
}
