using LibGit2Sharp;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Cli.Checking;

/// <summary>The text that a file is compared with, and how to call it.</summary>
internal sealed record PreviousText(string Name, PolicyDocument Document)
{
    /// <summary>Finds it in git or in another file; null when git has none, so that this is the document's first text.</summary>
    public static async Task<PreviousText?> FindAsync(InputFiles files, string file, string? against, CancellationToken cancellationToken)
    {
        if (against is not null && File.Exists(files.FullPath(against)))
            return new(against, await files.ReadPolicyAsync(against, cancellationToken));

        var path = files.FullPath(file);
        var folder = Repository.Discover(Path.GetDirectoryName(path));
        if (folder is null)
        {
            throw new CommandFailedException(ExitCode.BadInput, against is null
                ? $"{file} is in no git repository, so there is nothing to compare it with. Name the earlier text with --against."
                : $"'{against}' is no file, and {file} is in no git repository.");
        }

        using var repository = new Repository(folder);
        var reference = against ?? "HEAD";
        var commit = repository.Lookup<Commit>(reference);
        if (commit is null && against is null)
            return null;
        if (commit is null)
            throw new CommandFailedException(ExitCode.BadInput, $"'{against}' is neither a file nor a branch, tag or commit of the repository. In CI, fetch it first.");

        var name = Path.GetRelativePath(repository.Info.WorkingDirectory, path).Replace('\\', '/');
        if (commit[name]?.Target is not Blob blob)
            return null;
        var described = $"{name} at {reference} ({commit.Sha[..10]})";
        var result = PolicyDocument.Parse(described, blob.GetContentText());
        return result.IsUsable
            ? new(described, result.Document)
            : throw new CommandFailedException(ExitCode.BadInput, $"{described} cannot be read as a policy text.", result.Diagnostics);
    }
}
