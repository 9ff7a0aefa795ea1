using PolicyNotify.Changes.Classification;
using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Publishing;

/// <summary>The lexicon files in a company's own folder, added to the built-in ones.</summary>
internal static class CompanyRules
{
    private const string Pattern = "*.yaml";

    /// <summary>Reads the files of a folder; no folder gives the built-in rules.</summary>
    /// <param name="folder">The folder as somebody named it, for messages; null for none.</param>
    /// <param name="root">The folder to which it is relative.</param>
    public static ChangeClassifierResult Read(string? folder, string root)
    {
        if (folder is null)
            return new(ChangeClassifier.Default, []);

        var files = new List<(string File, string Text)>();
        try
        {
            foreach (var path in Directory.EnumerateFiles(Path.Combine(root, folder), Pattern).Order(StringComparer.Ordinal))
                files.Add((Path.Combine(folder, Path.GetFileName(path)), File.ReadAllText(path)));
        }
        catch (DirectoryNotFoundException)
        {
            return Unusable("rules-folder", $"There is no folder {folder}.", "Name an existing folder with lexicon files, or none for the built-in rules.", folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Unusable("rules-folder", $"The folder {folder} cannot be read: {problem.Message}", "Let the account read the folder and its files.", folder);
        }

        return files.Count > 0
            ? ChangeClassifier.WithRules(files)
            : Unusable("rules-none", $"The folder {folder} has no lexicon file.", $"Give lexicon files names that end in .yaml ({Pattern}).", folder);
    }

    private static ChangeClassifierResult Unusable(string code, string message, string help, string folder) =>
        new(null, [new(code, DiagnosticSeverity.Error, message, help, folder)]);
}
