using System.Text;
using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Changes.Documents;

/// <summary>Reads a policy file from its first character to its clauses, within limits of size and depth.</summary>
internal static class PolicyReader
{
    private const int MostBytesOfCharacter = 3;

    public static PolicyDocumentResult Read(string file, string text)
    {
        if (CheckSize(file, text) is { } problem)
            return new(null, [problem]);

        var diagnostics = new List<Diagnostic>();
        var head = FrontMatterBlock.Find(text);
        var fields = head.IsPresent ? FrontMatterReader.Read(file, head, diagnostics) : new FrontMatterFields();
        var body = text[head.BodyStart..];
        var clauses = ClauseReader.Read(body, head.BodyLine, out var tooDeep);
        if (tooDeep)
        {
            diagnostics.Add(new(
                "text-depth",
                DiagnosticSeverity.Error,
                "Lists or quotes are nested too deeply to be read.",
                "Nest lists and quotes at most 100 levels deep.",
                file));
        }

        if (diagnostics.Exists(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error))
            return new(null, diagnostics);

        var frontMatter = new FrontMatter(
            fields.Title ?? FirstHeading(clauses) ?? "Untitled",
            fields.Effective,
            fields.TimeZone ?? "UTC",
            fields.Summary,
            fields.Language ?? "en",
            fields.Override);
        return new(new PolicyDocument(text, body, head.BodyLine, frontMatter, clauses), diagnostics);
    }

    private static Diagnostic? CheckSize(string file, string text)
    {
        if (text.Length > PolicyDocument.MaxLength || (text.Length > PolicyDocument.MaxLength / MostBytesOfCharacter && Encoding.UTF8.GetByteCount(text) > PolicyDocument.MaxLength))
        {
            return new(
                "text-size",
                DiagnosticSeverity.Error,
                "The text is larger than 2 MB.",
                "Split it into several documents, or take out what is not text (embedded images).",
                file);
        }

        return string.IsNullOrWhiteSpace(text)
            ? new("text-empty", DiagnosticSeverity.Error, "The text is empty.", "Write the policy below the front matter.", file, 1)
            : null;
    }

    private static string? FirstHeading(IReadOnlyList<Clause> clauses)
    {
        var title = clauses.FirstOrDefault(clause => clause.Kind is ClauseKind.Heading)?.Meaning;
        return string.IsNullOrEmpty(title) ? null : title;
    }
}
