using System.CommandLine;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Judgement;

/// <summary>The option that adds a company's own lexicon files.</summary>
internal static class RulesFolder
{
    public static Option<string> Option() => new("--rules") { Description = "A folder with lexicon files (*.yaml) of your own, added to the built-in ones.", HelpName = "FOLDER" };

    public static ChangeClassifier Load(Invocation invocation, Option<string> option) => Load(invocation, invocation.Value(option));

    public static ChangeClassifier Load(Invocation invocation, string? folder)
    {
        var result = CompanyRules.Read(folder, invocation.Files.FullPath("."));
        return result.IsUsable ? result.Classifier : throw new CommandFailedException(ExitCode.BadInput, $"The rules in {folder} cannot be used.", result.Diagnostics);
    }
}
