using PolicyNotify.Changes.Diagnostics;
using PolicyNotify.Notices;
using PolicyNotify.Problems;

namespace PolicyNotify.Replies.Resolving;

/// <summary>A decision about a reply as somebody asks for it, checked for form.</summary>
public sealed record ReplyDecision
{
    private ReplyDecision(ResolvedKind kind, string by, string why, NoticeId? notice, string? person)
    {
        As = kind;
        By = by;
        Why = why;
        Notice = notice;
        Person = person;
    }

    /// <summary>What the reply is.</summary>
    public ResolvedKind As { get; }

    /// <summary>Who decides; a name, never an address.</summary>
    public string By { get; }

    /// <summary>Why.</summary>
    public string Why { get; }

    /// <summary>The notice it belongs to, where the reply itself does not tell.</summary>
    public NoticeId? Notice { get; }

    /// <summary>The recipient id or the address of the person it comes from, where the reply itself does not tell.</summary>
    public string? Person { get; }

    /// <summary>Reads a decision as written by a caller.</summary>
    /// <exception cref="RejectedInputException">Something is missing or has no meaning; everything that is wrong is named.</exception>
    public static ReplyDecision Read(string? kind, string? by, string? why, string? notice, string? person)
    {
        var problems = new List<Diagnostic>();
        var resolved = ReadKind(kind, problems);
        DecisionChecks.CheckName("resolve", by, problems);
        DecisionChecks.CheckReason("resolve", why, problems);
        var read = ReadNotice(notice, problems);
        return problems.Count == 0 ? new(resolved, by!.Trim(), why!.Trim(), read, Given(person)) : throw DecisionChecks.Refused(problems);
    }

    private static ResolvedKind ReadKind(string? text, List<Diagnostic> problems)
    {
        foreach (var kind in Enum.GetValues<ResolvedKind>())
        {
            if (kind.ToString().Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        problems.Add(DecisionChecks.Problem(
            "resolve-as",
            "as",
            string.IsNullOrWhiteSpace(text) ? "The decision does not say what the reply is." : $"'{text.Trim()}' is nothing that a reply can be resolved as.",
            "Write objection, question, request, other or withdrawal."));
        return default;
    }

    private static NoticeId? ReadNotice(string? text, List<Diagnostic> problems)
    {
        if (Given(text) is not { } given)
            return null;
        try
        {
            return NoticeId.Parse(given);
        }
        catch (FormatException)
        {
            problems.Add(DecisionChecks.Problem("resolve-notice", "notice", $"'{given}' is not a notice.", "Write the document and the version, such as privacy-2.0."));
            return null;
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
