using System.CommandLine;
using PolicyNotify.Changes.Classification;

namespace PolicyNotify.Cli.Judgement;

/// <summary>The option that adds a company's own lexicon files.</summary>
internal static class RulesFolder
{
    public static Option<string> Option() => new("--rules") { Description = "A folder with lexicon files (*.yaml) of your own, added to the built-in ones.", HelpName = "FOLDER" };

    public static async Task<ChangeClassifier> LoadAsync(Invocation invocation, Option<string> option, CancellationToken cancellationToken)
    {
        if (invocation.Value(option) is not { } folder)
            return ChangeClassifier.Default;

        var path = invocation.Files.FullPath(folder);
        if (!Directory.Exists(path))
            throw new CommandFailedException(ExitCode.BadInput, $"There is no folder {folder}.");

        var files = new List<(string File, string Text)>();
        foreach (var file in Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal))
            files.Add((Path.Combine(folder, Path.GetFileName(file)), await invocation.Files.ReadTextAsync(file, cancellationToken)));
        var result = ChangeClassifier.WithRules(files);
        return result.IsUsable ? result.Classifier : throw new CommandFailedException(ExitCode.BadInput, $"The rules in {folder} cannot be used.", result.Diagnostics);
    }
}
