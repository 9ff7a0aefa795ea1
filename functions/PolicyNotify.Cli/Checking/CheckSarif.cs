using System.Text.Json.Nodes;
using PolicyNotify.Changes;
using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Json;

namespace PolicyNotify.Cli.Checking;

/// <summary>A check as SARIF 2.1.0, which code hosts show beside the lines of a pull request.</summary>
internal static class CheckSarif
{
    public static string Write(PolicyCheck check)
    {
        JsonNode[] results =
        [
            .. check.Findings.Select(finding => Result(check, finding.Code, Level(finding.Severity), $"{finding.Message} {finding.Help}", finding.Line)),
            .. check.Reasons.Where(reason => reason.Significance is Significance.Significant)
                .Select(reason => Result(check, reason.Rule, "note", $"Significant: {reason.Message}", reason.OldText is not null && reason.NewText is null ? null : reason.Line)),
        ];
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "policy-notify", ["version"] = typeof(CheckSarif).Assembly.GetName().Version?.ToString(3) } },
                ["results"] = new JsonArray(results),
            }),
        }.ToJsonString(PolicyNotifyJson.Indented);
    }

    private static JsonObject Result(PolicyCheck check, string rule, string level, string message, int? line) => new()
    {
        ["ruleId"] = rule,
        ["level"] = level,
        ["message"] = new JsonObject { ["text"] = message },
        ["locations"] = new JsonArray(new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = check.File.Replace('\\', '/') },
                ["region"] = new JsonObject { ["startLine"] = line ?? 1 },
            },
        }),
    };

    private static string Level(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
