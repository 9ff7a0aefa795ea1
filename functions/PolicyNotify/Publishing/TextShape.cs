using System.Text.RegularExpressions;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>Refuses a file that can be read but is no policy: a head without a text, or a head that never ends and would be shown as text.</summary>
internal static partial class TextShape
{
    public static IEnumerable<Diagnostic> Check(string file, PolicyDocument text)
    {
        if (string.IsNullOrWhiteSpace(text.Body))
        {
            yield return new("text-empty", DiagnosticSeverity.Error, "There is no text below the front matter.", "Write the policy below the front matter.", file, text.BodyLine);
        }

        if (OpenHead().IsMatch(text.Body) && text.BodyLine == 1)
        {
            yield return new(
                "front-matter-open", DiagnosticSeverity.Error, "The front matter begins here and never ends, so its fields would be shown as text.",
                "Put a line of three hyphens below the last field.", file, 1);
        }
    }

    // A rule above a sentence with a colon is legal Markdown; a field is one lower-case word of the head's.
    [GeneratedRegex(@"\A\uFEFF?---[ \t]*\r?\n(title|effective|timezone|summary|language|significance|reason|approved-by)[ \t]*:")]
    private static partial Regex OpenHead();
}
