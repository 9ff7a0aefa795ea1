using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>Brings together the files that ship with the product and those a company adds.</summary>
internal static class LexiconSource
{
    private const string Prefix = "PolicyNotify.Changes.Rules.";

    /// <summary>The rules every mechanism of the judgement needs; a file set without one of them is refused.</summary>
    private static readonly string[] NeededRules =
    [
        "collection", "purpose", "legal-basis", "sharing", "transfer", "retention", "rights", "choice", "children", "security",
        "automation", "controller", "scope", "notice", "liability", "modal", "hedge", "negation", "exception", "limit", "quantifier",
        "condition", "quantity", "period-kept", "age", "number", "named-party", "wording", "other-language", "form", "link", "metadata", "metadata-beside", "date", "reorder", "repeats", "heading",
        "contact", "recipient-gone", "rename", "pointer", "page", "style",
    ];

    public static Lexicon BuiltIn() => Load([], out var diagnostics)
        ?? throw new InvalidDataException("The built-in lexicon is broken: " + string.Join(" ", diagnostics.Select(found => $"{found.File}: {found.Message}")));

    /// <summary>Compiles the built-in files and the given ones.</summary>
    /// <returns>Null when a diagnostic says why there is none.</returns>
    public static Lexicon? Load(IReadOnlyList<(string File, string Text)> added, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var reader = new LexiconReader();
        foreach (var (file, text) in BuiltInFiles().Concat(added))
            reader.Read(file, text);

        foreach (var missing in NeededRules.Where(rule => !reader.Rules.ContainsKey(rule)))
            reader.Diagnostics.Add(new("rules-missing", DiagnosticSeverity.Error, $"The rule '{missing}' is missing.", "Restore it in rules.yaml.", "rules.yaml", null, missing));

        diagnostics = reader.Diagnostics;
        if (reader.Diagnostics.Count > 0)
            return null;

        var duplicates = new List<(string Term, LexiconEntry First, LexiconEntry Second)>();
        var lexicon = Lexicon.Compile(reader.Language!, reader.Entries, reader.Rules, duplicates);
        diagnostics = [.. duplicates.Select(found => new Diagnostic("lexicon-duplicate", DiagnosticSeverity.Error,
            $"'{found.Term}' stands in '{found.First.Id}' of {found.First.Place.File} and in '{found.Second.Id}'.", "Keep it in one entry.", found.Second.Place.File, found.Second.Place.FindLine(), found.Second.Id))];
        return diagnostics.Count == 0 ? lexicon : null;
    }

    private static IEnumerable<(string File, string Text)> BuiltInFiles()
    {
        var assembly = typeof(LexiconSource).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var text = new StreamReader(stream);
            yield return (name[Prefix.Length..], text.ReadToEnd());
        }
    }
}
