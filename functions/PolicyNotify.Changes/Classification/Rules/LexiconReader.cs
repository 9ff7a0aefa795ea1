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

        for (var number = 0; number < content.Entries.Count; number++)
            ReadEntry(new(file, text, number), content.Kind, content.Entries[number]);
    }

    private void ReadEntry(LexiconPlace place, string kind, LexiconFile.EntryFields fields)
    {
        if (string.IsNullOrWhiteSpace(fields.Id))
        {
            Report(place, "lexicon-id", "An entry has no id.", "Give every entry a short id of its own.", "id");
            return;
        }

        if (!seen.Add($"{kind}/{fields.Id}") && kind is "rules")
            Report(place, "lexicon-id", $"The rule '{fields.Id}' is there twice.", "Keep one of them.", fields.Id);
        if (string.IsNullOrWhiteSpace(fields.Comment) || string.IsNullOrWhiteSpace(fields.Source))
            Report(place, "lexicon-source", $"The entry '{fields.Id}' lacks a comment or a source.", "Say in 'comment' why it is there and in 'source' what it rests on.", fields.Id);

        if (kind is "rules")
            ReadRule(place, fields);
        else if (!Enum.TryParse<TermKind>(kind, ignoreCase: true, out var termKind))
            Report(place.File, "lexicon-kind", $"'{kind}' is no kind of lexicon file.", $"Use one of: rules, {Names<TermKind>()}.", 1, "kind");
        else if (fields.Terms is not { Count: > 0 } || fields.Terms.Any(string.IsNullOrWhiteSpace))
            Report(place, "lexicon-terms", $"The entry '{fields.Id}' lists no terms, or an empty one.", "List at least one term.", fields.Id);
        else
            ReadTerms(place, termKind, fields);
    }

    private void ReadTerms(LexiconPlace place, TermKind kind, LexiconFile.EntryFields fields)
    {
        var category = kind is TermKind.Substance ? Parse<ReasonCategory>(place, fields, fields.Category, "category") : null;
        var action = kind is TermKind.Operator ? Parse<OperatorKind>(place, fields, fields.Operator, "operator") : null;
        var form = kind is TermKind.Form ? Parse<FormKind>(place, fields, fields.Form, "form") : null;
        if (kind is TermKind.Same or TermKind.Everyday or TermKind.LookAlike && fields.Terms!.FirstOrDefault(term => term.Contains(' ')) is { } phrase)
            Report(place, "lexicon-terms", $"'{phrase}' in '{fields.Id}' has several words.", "Synonyms, everyday words and look-alikes are single words.", fields.Id);
        entries.Add(new(fields.Id!, kind, category, action ?? OperatorKind.None, form ?? FormKind.None, fields.Each, fields.Terms!, place));
    }

    private void ReadRule(LexiconPlace place, LexiconFile.EntryFields fields)
    {
        if (fields.Added is null || fields.Removed is null || fields.Changed is null)
        {
            Report(place, "rules-text", $"The rule '{fields.Id}' lacks one of its sentences.", "Write 'added', 'removed' and 'changed'.", fields.Id);
            return;
        }

        var category = fields.Category is null ? null : Parse<ReasonCategory>(place, fields, fields.Category, "category");
        var added = Parse<Direction>(place, fields, fields.WhenAdded, "when-added") ?? Direction.Different;
        var removed = Parse<Direction>(place, fields, fields.WhenRemoved, "when-removed") ?? Direction.Different;
        rules[fields.Id!] = new(fields.Id!, category, fields.Added, fields.Removed, fields.Changed, added, removed, fields.ToSettle ?? "");
    }

    private T? Parse<T>(LexiconPlace place, LexiconFile.EntryFields fields, string? value, string field)
        where T : struct, Enum
    {
        if (Enum.TryParse<T>(value?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var parsed) && Enum.IsDefined(parsed))
            return parsed;

        Report(place, "lexicon-value", $"'{value}' is no {field} (entry '{fields.Id}').", $"Use one of: {Names<T>()}.", $"{fields.Id}.{field}");
        return null;
    }

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant();

    private void Report(LexiconPlace place, string code, string message, string help, string? field) =>
        Report(place.File, code, message, help, place.FindLine(), field);

    private void Report(string file, string code, string message, string help, int? line, string? field) =>
        Diagnostics.Add(new(code, DiagnosticSeverity.Error, message, help, file, line, field));
}
