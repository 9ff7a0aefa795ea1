using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>How long the front matter's texts may be: a table row holds no more, and a mail should not.</summary>
internal static class FrontMatterLimits
{
    private const int Title = 200;
    private const int Summary = 8_000;
    private const int Reason = 4_000;
    private const int ApprovedBy = 200;

    public static IEnumerable<Diagnostic> Check(string file, FrontMatter text) =>
        new[]
        {
            Check(file, "title", text.Title, Title),
            Check(file, "summary", text.Summary, Summary),
            Check(file, "reason", text.Override?.Reason, Reason),
            Check(file, "approved-by", text.Override?.ApprovedBy, ApprovedBy),
        }.OfType<Diagnostic>();

    private static Diagnostic? Check(string file, string field, string? value, int longest) => value?.Length > longest
        ? new(
            "front-matter-too-long", DiagnosticSeverity.Error, $"The front matter's {field} has {value.Length} characters; {longest} is the most.",
            "Shorten it; details belong in the text.", file, Field: field)
        : null;
}
