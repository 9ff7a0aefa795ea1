using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Matching;
using PolicyNotify.Replies.Resolving;

namespace PolicyNotify.Replies.Records;

/// <summary>What was made of a reply.</summary>
/// <param name="Judgement">What it says.</param>
/// <param name="Match">Whom and what it belongs to.</param>
/// <param name="From">The sender's address as written; empty when there is none.</param>
/// <param name="MessageId">Its own identifier, which an acknowledgement answers; null when it has none.</param>
/// <param name="Window">Whether an objection is in time.</param>
/// <param name="ReviewReasons">Why somebody has to look at it; empty when nobody has to.</param>
internal sealed record JudgedReply(
    ReplyJudgement Judgement,
    ReplyMatch Match,
    string From,
    string? MessageId,
    ReplyWindow? Window,
    IReadOnlyList<string> ReviewReasons)
{
    public bool NeedsReview => ReviewReasons.Count > 0;

    /// <summary>Whether it is recorded as an objection without anybody looking.</summary>
    public bool IsObjection => Judgement.Kind is ReplyKind.Objection && Match.IsCertain && !NeedsReview;

    /// <summary>The same with the owner that a person settled; where the rules relied on no sentence, the person relied on the whole text.</summary>
    public JudgedReply Decided(ReplyResolution decision) => this with
    {
        Match = Match with { Notice = decision.Notice, Recipient = decision.Recipient },
        Window = decision.Window,
        Judgement = Judgement.Relied.Count > 0 || Judgement.Text.Length == 0 ? Judgement : Judgement with { Relied = [Judgement.Text] },
    };
}
