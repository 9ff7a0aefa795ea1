using PolicyNotify.Cli.Terminal;
using PolicyNotify.Recipients;

namespace PolicyNotify.Cli.Recipients;

/// <summary>What became of an imported file, for people.</summary>
internal static class ImportWords
{
    public static void Write(Answer answer, RecipientImportReport report)
    {
        answer.Heading($"{Words.Count(report.Verified + report.Unverified, "person", "people")}: {Words.Of(report.Verified)} may be mailed, {Words.Of(report.Unverified)} without a proof of verification may not.");
        answer.Fields(
            Field("new", report.Created),
            Field("updated", report.Updated),
            Field("unchanged", report.Unchanged),
            Field("duplicates", report.Duplicates),
            Field("not taken", report.Rejected));
        foreach (var problem in report.Problems)
            answer.Line(ErrorOutput.Describe(problem));
        if (report.ProblemsOmitted > 0)
            answer.Line($"… and {Words.Of(report.ProblemsOmitted)} more problems.");
    }

    private static (string Name, string? Value) Field(string name, ImportedLines lines) =>
        (name, lines.Count == 0 ? null : $"{Words.Of(lines.Count)} (line {string.Join(", ", lines.Lines)})");
}
