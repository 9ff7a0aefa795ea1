using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Cli.Policies;

internal static class DocumentNames
{
    /// <summary>The document that a person named on the command line.</summary>
    public static DocumentId Read(string text)
    {
        try
        {
            return DocumentId.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new CommandFailedException(ExitCode.BadInput, exception.Message);
        }
    }

    /// <summary>The document that a file stands for: its name without extension, unless the person says otherwise.</summary>
    public static DocumentId Of(string file, string? given)
    {
        if (given is not null)
            return Read(given);
        var name = Path.GetFileNameWithoutExtension(file);
        return DocumentId.TryParse(name, out var id)
            ? id
            : throw new CommandFailedException(ExitCode.BadInput, $"The file name {Path.GetFileName(file)} gives no document name. Say which document it is with --document, such as --document privacy.");
    }
}
