using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Problems;

namespace PolicyNotify.Replies.Resolving;

/// <summary>Who decides something, and why; checked for form.</summary>
public sealed record PersonDecision
{
    private PersonDecision(string by, string why)
    {
        By = by;
        Why = why;
    }

    /// <summary>Who decides; a name, never an address.</summary>
    public string By { get; }

    /// <summary>Why.</summary>
    public string Why { get; }

    /// <summary>Reads a decision as written by a caller.</summary>
    /// <exception cref="RejectedInputException">One of the two is missing or cannot be kept.</exception>
    public static PersonDecision Read(string? by, string? why)
    {
        var problems = new List<Diagnostic>();
        DecisionChecks.CheckName("decision", by, problems);
        DecisionChecks.CheckReason("decision", why, problems);
        return problems.Count == 0 ? new(by!.Trim(), why!.Trim()) : throw DecisionChecks.Refused(problems);
    }
}
