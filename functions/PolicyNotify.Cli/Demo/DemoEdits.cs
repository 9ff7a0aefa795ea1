using System.Text.Json;
using PolicyNotify.Json;

namespace PolicyNotify.Cli.Demo;

/// <summary>The two edits that legal makes in the demo, kept as what to find and what to put there.</summary>
internal static class DemoEdits
{
    public static string Minor(string text) => Apply("minor", text);

    public static string Significant(string text) => Apply("significant", text);

    private static string Apply(string name, string text)
    {
        using var stream = typeof(DemoEdits).Assembly.GetManifestResourceStream($"demo/{name}.json")!;
        return JsonSerializer.Deserialize<IReadOnlyList<Edit>>(stream, PolicyNotifyJson.Compact)!.Aggregate(text, (current, edit) =>
            current.Contains(edit.Find, StringComparison.Ordinal)
                ? current.Replace(edit.Find, edit.Replace, StringComparison.Ordinal)
                : throw new CommandFailedException(
                    ExitCode.BadInput,
                    $"policy/privacy.md no longer has the words \"{edit.Find}\", which the demo edits. Adapt functions/PolicyNotify.Cli/Demo/Edits/{name}.json to the new text."));
    }

    private sealed record Edit(string Find, string Replace);
}
