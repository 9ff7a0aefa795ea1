using PolicyNotify.Notices;
using PolicyNotify.Recipients;

namespace PolicyNotify.Replies.Matching;

/// <summary>Whom and what a reply belongs to.</summary>
/// <param name="Basis">How that is known.</param>
/// <param name="Notice">The notice it answers; null when none was found.</param>
/// <param name="Recipient">The person; null when none was found.</param>
/// <param name="Doubt">Why somebody has to look before it counts; null when it is certain.</param>
public sealed record ReplyMatch(MatchBasis Basis, NoticeId? Notice, RecipientId? Recipient, string? Doubt)
{
    /// <summary>Whether it counts without anybody looking.</summary>
    public bool IsCertain => Basis is not MatchBasis.None && Doubt is null;

    /// <summary>What was found on the way, such as a token that none of our keys signed; none as a rule.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Whom or what else it may belong to; empty when the match is certain.</summary>
    public IReadOnlyList<MatchCandidate> Candidates { get; init; } = [];

    /// <summary>Which of our mails it answers or brings back, the notice or its reminder, where it carries that mail's identifier; else null.</summary>
    public MailingId? Mailing { get; init; }

    internal static ReplyMatch Nobody(string doubt) => new(MatchBasis.None, null, null, doubt);
}
