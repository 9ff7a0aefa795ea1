using System.Globalization;
using System.Text;
using System.Text.Json;
using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Cli.Policies;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Json;

namespace PolicyNotify.Cli.Checking;

/// <summary>A check as text for people, as Markdown for a pull request, and as JSON.</summary>
internal static class CheckReports
{
    public static string Json(PolicyCheck check) => JsonSerializer.Serialize(check, PolicyNotifyJson.Indented);

    public static void Text(Answer answer, PolicyCheck check)
    {
        answer.Heading(Verdict(check));
        answer.Fields(
            ("compared with", check.ComparedWith ?? "nothing: this is the first text of the document"),
            ("significance", Words.Of(check.Significance) + (check.IsOverridden ? " (legal's judgement)" : "")),
            ("takes effect", check.EffectiveOn is { } day ? Words.Of(day) : "not as it stands"),
            ("earliest lawful", Words.Of(check.EarliestEffectiveOn)));
        foreach (var finding in check.Findings.OrderByDescending(finding => finding.Severity))
            answer.Line(ErrorOutput.Describe(finding));
        ReasonWords.Write(answer, check.Reasons);
    }

    public static string Markdown(PolicyCheck check)
    {
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"## {(check.KeepsPromises ? "✅" : "❌")} {Escape(Verdict(check))}").AppendLine();
        report.AppendLine(CultureInfo.InvariantCulture, $"Compared with {Escape(check.ComparedWith ?? "nothing: this is the first text of the document")}. **{Words.Of(check.Significance)}**{(check.IsOverridden ? " (legal's judgement)" : "")}; {(check.EffectiveOn is { } day ? $"takes effect **{Words.Of(day)}**" : "does not take effect as it stands")} (earliest lawful date if published now: {Words.Of(check.EarliestEffectiveOn)}).").AppendLine();
        foreach (var finding in check.Findings)
            report.AppendLine(CultureInfo.InvariantCulture, $"- {Escape(ErrorOutput.Describe(finding))}");
        if (check.Findings.Count > 0)
            report.AppendLine();
        if (check.Reasons.Count > 0)
            report.AppendLine("| | Reason | Before | After |").AppendLine("| --- | --- | --- | --- |");
        foreach (var reason in check.Reasons)
            report.AppendLine(CultureInfo.InvariantCulture, $"| {Words.Of(reason.Significance)} | {Cell(reason.Message + Place(reason))} | {Cell(reason.OldText)} | {Cell(reason.NewText)} |");
        return report.ToString().TrimEnd();
    }

    public static string Verdict(PolicyCheck check) => (check.KeepsPromises, check.Significance) switch
    {
        (false, _) => $"{check.Document} promises too little and would be refused",
        _ when check.ComparedWith is null => $"{check.Document} would be published for the first time",
        _ when check.Reasons.Count == 0 => $"{check.Document} has not changed",
        (true, Significance.Significant) => $"{check.Document} changes significantly: everybody would be told in advance",
        _ => $"{check.Document} changes nobody's position: it would be announced on the site, nobody mailed",
    };

    private static string Place(Reason reason) => reason.Section.Length == 0 ? "" : $" (in “{reason.Section}”)";

    private static string Cell(string? text) => Escape(text ?? "").Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    // What stands in a policy must not become markup of the report.
    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal);
}
