using PolicyNotify.Changes.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>Reads lexicon and rules files and says everything that is wrong with them at once.</summary>
internal sealed class LexiconReader
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();

    private readonly List<LexiconEntry> entries = [];
    private readonly Dictionary<string, RuleText> rules = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public List<Diagnostic> Diagnostics { get; } = [];

    public string? Language { get; private set; }

    public IReadOnlyList<LexiconEntry> Entries => entries;

    public IReadOnlyDictionary<string, RuleText> Rules => rules;

    public void Read(string file, string text)
    {
        LexiconFile? content;
        try
        {
            content = Yaml.Deserialize<LexiconFile>(text);
        }
        catch (YamlException problem)
        {
            Report(file, "lexicon-yaml", $"The file cannot be read as YAML: {problem.InnerException?.Message ?? problem.Message}", "Correct the line named here.", (int)problem.Start.Line, null);
            return;
        }

        if (content?.Entries is null || string.IsNullOrWhiteSpace(content.Language) || string.IsNullOrWhiteSpace(content.Kind))
        {
            Report(file, "lexicon-head", "A lexicon file needs language, kind and entries.", "Start the file with 'language: en', 'kind: substance' and 'entries:'.", 1, null);
            return;
        }

        Language ??= content.Language;
        if (!string.Equals(Language, content.Language, StringComparison.Ordinal))
            Report(file, "lexicon-language", $"The file is for '{content.Language}', but it stands among files for '{Language}'.", "Keep one folder for each language.", 1, "language");

        foreach (var fields in content.Entries)
            ReadEntry(file, content.Kind, fields);
    }

    private void ReadEntry(string file, string kind, LexiconFile.EntryFields fields)
    {
        if (string.IsNullOrWhiteSpace(fields.Id))
        {
            Report(file, "lexicon-id", "An entry has no id.", "Give every entry a short id of its own.", null, "id");
            return;
        }

        if (!seen.Add($"{kind}/{fields.Id}") && kind is "rules")
            Report(file, "lexicon-id", $"The rule '{fields.Id}' is there twice.", "Keep one of them.", null, fields.Id);
        if (string.IsNullOrWhiteSpace(fields.Comment) || string.IsNullOrWhiteSpace(fields.Source))
            Report(file, "lexicon-source", $"The entry '{fields.Id}' lacks a comment or a source.", "Say in 'comment' why it is there and in 'source' what it rests on.", null, fields.Id);

        if (kind is "rules")
            ReadRule(file, fields);
        else if (!Enum.TryParse<TermKind>(kind, ignoreCase: true, out var termKind))
            Report(file, "lexicon-kind", $"'{kind}' is no kind of lexicon file.", $"Use one of: rules, {Names<TermKind>()}.", 1, "kind");
        else if (fields.Terms is not { Count: > 0 } || fields.Terms.Any(string.IsNullOrWhiteSpace))
            Report(file, "lexicon-terms", $"The entry '{fields.Id}' lists no terms, or an empty one.", "List at least one term.", null, fields.Id);
        else
            ReadTerms(file, termKind, fields);
    }

    private void ReadTerms(string file, TermKind kind, LexiconFile.EntryFields fields)
    {
        var category = kind is TermKind.Substance ? Parse<ReasonCategory>(file, fields, fields.Category, "category") : null;
        var action = kind is TermKind.Operator ? Parse<OperatorKind>(file, fields, fields.Operator, "operator") : null;
        var form = kind is TermKind.Form ? Parse<FormKind>(file, fields, fields.Form, "form") : null;
        if (kind is TermKind.Same && fields.Terms!.FirstOrDefault(term => term.Contains(' ')) is { } phrase)
            Report(file, "lexicon-terms", $"'{phrase}' in '{fields.Id}' has several words.", "Synonyms are single words.", null, fields.Id);
        entries.Add(new(fields.Id!, kind, category, action ?? OperatorKind.None, form ?? FormKind.None, fields.Each, fields.Terms!));
    }

    private void ReadRule(string file, LexiconFile.EntryFields fields)
    {
        if (fields.Added is null || fields.Removed is null || fields.Changed is null)
        {
            Report(file, "rules-text", $"The rule '{fields.Id}' lacks one of its sentences.", "Write 'added', 'removed' and 'changed'.", null, fields.Id);
            return;
        }

        var category = fields.Category is null ? null : Parse<ReasonCategory>(file, fields, fields.Category, "category");
        var added = Parse<Direction>(file, fields, fields.WhenAdded, "when-added") ?? Direction.Different;
        var removed = Parse<Direction>(file, fields, fields.WhenRemoved, "when-removed") ?? Direction.Different;
        rules[fields.Id!] = new(fields.Id!, category, fields.Added, fields.Removed, fields.Changed, added, removed, fields.ToSettle ?? "");
    }

    private T? Parse<T>(string file, LexiconFile.EntryFields fields, string? value, string field)
        where T : struct, Enum
    {
        if (Enum.TryParse<T>(value?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var parsed) && Enum.IsDefined(parsed))
            return parsed;

        Report(file, "lexicon-value", $"'{value}' is no {field} (entry '{fields.Id}').", $"Use one of: {Names<T>()}.", null, $"{fields.Id}.{field}");
        return null;
    }

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant();

    private void Report(string file, string code, string message, string help, int? line, string? field) =>
        Diagnostics.Add(new(code, DiagnosticSeverity.Error, message, help, file, line, field));
}
