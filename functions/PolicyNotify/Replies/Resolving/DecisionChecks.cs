using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Problems;

namespace PolicyNotify.Replies.Resolving;

/// <summary>What every decision of a person needs: who, and why.</summary>
internal static class DecisionChecks
{
    private const int LongestName = 100;
    private const int LongestReason = 2_000;

    public static Diagnostic Problem(string code, string field, string message, string help) =>
        new(code, DiagnosticSeverity.Error, message, help, "request", Field: field);

    public static RejectedInputException Refused(IReadOnlyList<Diagnostic> problems) =>
        new(string.Join(' ', problems.Select(problem => $"{problem.Message} {problem.Help}")), problems);

    public static void CheckName(string prefix, string? by, List<Diagnostic> problems)
    {
        if (string.IsNullOrWhiteSpace(by))
            problems.Add(Problem($"{prefix}-by", "by", "The decision does not say who made it.", "Give the name of the person who decided."));
        else if (by.Trim().Length > LongestName || by.Trim().Any(char.IsControl))
            problems.Add(Problem($"{prefix}-by", "by", "The name of who decided is no name.", $"Write it in one line of at most {LongestName} characters."));
        else if (by.Contains('@', StringComparison.Ordinal))
            problems.Add(Problem($"{prefix}-by", "by", "The name of who decided is an address.", "Give a name: it goes into the audit log, which holds no addresses."));
    }

    public static void CheckReason(string prefix, string? why, List<Diagnostic> problems)
    {
        if (string.IsNullOrWhiteSpace(why))
            problems.Add(Problem($"{prefix}-why", "why", "The decision has no reason.", "Give the reason: it is kept as evidence."));
        else if (why.Trim().Length > LongestReason)
            problems.Add(Problem($"{prefix}-why", "why", "The reason is too long.", $"Keep it within {LongestReason} characters."));
    }
}
