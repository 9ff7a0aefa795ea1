using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Publishing;

/// <summary>Refuses a text that would keep every page that shows it busy.</summary>
internal static class ShowableText
{
    // Far beyond any policy; numbering the anchors of equal headings takes time with the square of their number.
    private const int MostHeadings = 2_000;

    public static Diagnostic? Check(string file, PolicyDocument text) =>
        text.Clauses.Count(clause => clause.Kind is ClauseKind.Heading) > MostHeadings
            ? new("text-headings", DiagnosticSeverity.Error, $"The text has more than {MostHeadings} headings.", "Divide it into several documents.", file)
            : null;
}
