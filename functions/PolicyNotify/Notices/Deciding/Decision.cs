using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Evidence;
using PolicyNotify.Problems;

namespace PolicyNotify.Notices.Deciding;

/// <summary>What somebody of legal decides about a notice: who, why, and through whose key. Checked for form.</summary>
public sealed record Decision
{
    private const int LongestName = 100;
    private const int LongestReason = 2_000;

    private Decision(string by, string why, Actor actor)
    {
        By = by;
        Why = why;
        Actor = actor;
    }

    /// <summary>Who decided; a name, never an address.</summary>
    public string By { get; }

    /// <summary>Why.</summary>
    public string Why { get; }

    /// <summary>The holder of the key that the decision came with.</summary>
    public Actor Actor { get; }

    /// <summary>Reads a decision as written by a caller.</summary>
    /// <exception cref="RejectedInputException">Who or why is missing or is none; everything that is wrong is named.</exception>
    public static Decision Read(string? by, string? why, Actor actor)
    {
        var problems = new List<Diagnostic>();
        if (string.IsNullOrWhiteSpace(by))
        {
            problems.Add(Problem("decision-by", "by", "The decision does not say who made it.", "Give the name of the person who decided."));
        }
        else if (by.Trim().Length > LongestName || by.Trim().Any(char.IsControl))
        {
            problems.Add(Problem("decision-by", "by", "The name of who decided is no name.", $"Write it in one line of at most {LongestName} characters."));
        }
        else if (by.Contains('@', StringComparison.Ordinal))
        {
            problems.Add(Problem("decision-by", "by", "The name of who decided is an address.", "Give a name: it goes into the audit log, which holds no addresses."));
        }

        if (string.IsNullOrWhiteSpace(why))
        {
            problems.Add(Problem("decision-why", "why", "The decision has no reason.", "Give the reason: it is kept as evidence."));
        }
        else if (why.Trim().Length > LongestReason)
        {
            problems.Add(Problem("decision-why", "why", "The reason is too long.", $"Keep it within {LongestReason} characters."));
        }
        else if (HoldsAddress(why))
        {
            problems.Add(Problem("decision-why", "why", "The reason holds an e-mail address.", "Name the person otherwise: it goes into the audit log, which holds no addresses."));
        }

        return problems.Count == 0 ? new(by!.Trim(), why!.Trim(), actor) : throw Refused(problems);
    }

    private static bool HoldsAddress(string text) => text
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Any(word => word.IndexOf('@', StringComparison.Ordinal) is var at && at > 0 && at < word.Length - 1);

    internal static Diagnostic Problem(string code, string field, string message, string help) =>
        new(code, DiagnosticSeverity.Error, message, help, "request", Field: field);

    internal static RejectedInputException Refused(IReadOnlyList<Diagnostic> problems) =>
        new(string.Join(' ', problems.Select(problem => $"{problem.Message} {problem.Help}")), problems);
}
