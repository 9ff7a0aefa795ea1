using System.Globalization;
using System.Text.RegularExpressions;
using PolicyNotify.Changes.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PolicyNotify.Changes.Documents;

/// <summary>
/// Reads the front matter from YAML events, one flat mapping of plain values. Values of other shapes are skipped without
/// building anything from them, so neither deep nesting nor aliases cost more than their own length.
/// </summary>
internal sealed partial class FrontMatterReader
{
    // The YAML scanner takes quadratic time on some malformed input; front matter is a dozen lines.
    private const int MaxLength = 16 * 1024;

    private readonly string file;
    private readonly List<Diagnostic> diagnostics;
    private readonly Dictionary<string, Scalar> values = new(StringComparer.Ordinal);
    private readonly FrontMatterFields fields = new();

    private FrontMatterReader(string file, List<Diagnostic> diagnostics)
    {
        this.file = file;
        this.diagnostics = diagnostics;
    }

    public static FrontMatterFields Read(string file, FrontMatterBlock block, List<Diagnostic> diagnostics)
    {
        var reader = new FrontMatterReader(file, diagnostics);
        if (block.Yaml.Length > MaxLength)
        {
            reader.Report("front-matter-size", null, null, "The front matter is longer than 16 KB.", "Keep to the fields that describe the policy; the text belongs below the second line of hyphens.");
            return reader.fields;
        }

        try
        {
            reader.ReadMapping(new Parser(new StringReader(block.Yaml)));
        }
        catch (YamlException exception)
        {
            reader.Report("front-matter-yaml", exception.Start, null, "The front matter is not valid YAML.", $"Correct it here: {FirstLine(exception.Message)}");
            return reader.fields;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException)
        {
            // YamlDotNet's scanner lets some of its own failures through on malformed input.
            reader.Report("front-matter-yaml", null, null, "The front matter is not valid YAML.", "Write one field a line, such as 'title: Privacy Policy'.");
            return reader.fields;
        }

        reader.Interpret();
        return reader.fields;
    }

    private void ReadMapping(Parser parser)
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
            return;

        parser.Consume<DocumentStart>();
        if (parser.TryConsume<Scalar>(out var lone) && lone.Value.Length == 0)
            return;

        if (!parser.TryConsume<MappingStart>(out _))
        {
            Report("front-matter-shape", (lone ?? parser.Current)?.Start, null, "The front matter is not a list of fields.", "Write one field a line, such as 'title: Privacy Policy'.");
            return;
        }

        while (!parser.TryConsume<MappingEnd>(out _))
            ReadField(parser);
    }

    private void ReadField(Parser parser)
    {
        if (!parser.TryConsume<Scalar>(out var name))
        {
            Report("front-matter-shape", parser.Current?.Start, null, "A field's name is not plain text.", "Write one field a line, such as 'title: Privacy Policy'.");
            Skip(parser);
            Skip(parser);
            return;
        }

        var isKnown = FrontMatterNames.Known.Contains(name.Value);
        if (!isKnown)
            ReportUnknown(name);

        if (!parser.TryConsume<Scalar>(out var value))
        {
            if (isKnown)
                Report("front-matter-value", parser.Current?.Start, name.Value, $"'{name.Value}' is not a single value.", "Write the value on one line, in quotes if it contains a colon.");
            Skip(parser);
        }
        else if (isKnown && !values.TryAdd(name.Value, value))
        {
            Report("front-matter-duplicate", name.Start, name.Value, $"'{name.Value}' is given twice.", "Keep one of the two lines.");
        }
    }

    private static void Skip(Parser parser)
    {
        var depth = 0;
        do
        {
            depth += parser.Consume<ParsingEvent>().NestingIncrease;
        }
        while (depth > 0);
    }

    private void Interpret()
    {
        fields.Title = Text("title");
        fields.Summary = Text("summary");
        fields.Effective = Date("effective");
        fields.TimeZone = Zone("timezone");
        fields.Language = Language("language");
        fields.Override = Override();
    }

    private string? Text(string field) =>
        values.TryGetValue(field, out var value) && !string.IsNullOrWhiteSpace(value.Value) ? value.Value.Trim() : null;

    private DateOnly? Date(string field)
    {
        if (Text(field) is not { } text)
            return null;

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;

        ReportValue("front-matter-effective", field, $"'{text}' is not a day.", "Write the day as year-month-day, such as 2026-05-25.");
        return null;
    }

    private string? Zone(string field)
    {
        if (Text(field) is not { } text)
            return null;

        if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId)
            return text;

        ReportValue("front-matter-timezone", field, $"'{text}' is not a time zone this system knows.", "Use an IANA name, such as Europe/Berlin or UTC.");
        return null;
    }

    private string? Language(string field)
    {
        if (Text(field) is not { } text)
            return null;

        if (LanguageTag().IsMatch(text))
            return text;

        ReportValue("front-matter-language", field, $"'{text}' is not a language tag.", "Use a BCP 47 tag, such as en or pt-BR.");
        return null;
    }

    private SignificanceOverride? Override()
    {
        var reason = Text("reason");
        var approver = Text("approved-by");
        switch (Text("significance"))
        {
            case "minor":
                return new(Significance.Minor, reason, approver);
            case "significant":
                return new(Significance.Significant, reason, approver);
            case { } other:
                ReportValue("front-matter-significance", "significance", $"'{other}' is no significance.", "Write minor or significant, or leave the field out to have the text judged.");
                return null;
            default:
                if ((reason ?? approver) is not null)
                {
                    var field = reason is null ? "approved-by" : "reason";
                    ReportValue("front-matter-override", field, $"'{field}' has no effect without 'significance'.", "Add significance: minor or significant, or leave the field out.", DiagnosticSeverity.Warning);
                }

                return null;
        }
    }

    private void ReportUnknown(Scalar name)
    {
        var near = FrontMatterNames.Nearest(name.Value);
        var help = near is null
            ? $"Known fields are {string.Join(", ", FrontMatterNames.InOrder)}. Remove it if it means nothing to other tools."
            : $"Did you mean '{near}'?";
        Report("front-matter-unknown", name.Start, name.Value, $"'{name.Value}' is not a field that is read here.", help, DiagnosticSeverity.Warning);
    }

    private void ReportValue(string code, string field, string message, string help, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        Report(code, values[field].Start, field, message, help, severity);

    private void Report(string code, Mark? mark, string? field, string message, string help, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        // The block starts on the second line of the file.
        diagnostics.Add(new(code, severity, message, help, file, mark is { } at ? (int)at.Line + 1 : 1, field));

    private static string FirstLine(string message) => message.Split('\n')[0].Trim();

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$")]
    private static partial Regex LanguageTag();
}
