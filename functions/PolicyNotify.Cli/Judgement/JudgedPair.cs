using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;

namespace PolicyNotify.Cli.Judgement;

/// <summary>One line of the answer to <c>classify --pairs</c>.</summary>
internal sealed record JudgedPair(string Id, Significance Significance, Confidence Confidence, IReadOnlyList<JudgedPair.JudgedReason> Reasons)
{
    public static JudgedPair Of(string id, ChangeClassification judgement) => new(
        id,
        judgement.Significance,
        judgement.Confidence,
        [.. judgement.Reasons.Select(reason => new JudgedReason(
            reason.Category, reason.Rule, reason.Message, reason.OldText, reason.NewText, reason.Significance, reason.Confidence, reason.Direction, reason.Section))]);

    internal sealed record JudgedReason(
        ReasonCategory Category,
        string Rule,
        string Message,
        string? Old,
        string? New,
        Significance Significance,
        Confidence Confidence,
        Direction Direction,
        string Section);
}
