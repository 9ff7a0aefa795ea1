namespace PolicyNotify.Replies.Judging;

/// <summary>What one mail was judged to be, and why.</summary>
/// <param name="Kind">The judgement.</param>
/// <param name="Confidence">From 0 to 1; a means to sort the review list, not a probability.</param>
/// <param name="Reason">In plain words: which header, phrase or absence decided.</param>
/// <param name="Text">What the person wrote now, without quotes, signature and disclaimer; empty for robots.</param>
/// <param name="Language">The ISO 639-1 code of the language whose phrases decided; null when none did.</param>
/// <param name="Relied">The sentences the judgement relies on.</param>
/// <param name="Bounced">For a bounce, what it says about which address.</param>
public sealed record ReplyJudgement(
    ReplyKind Kind,
    double Confidence,
    string Reason,
    string Text,
    string? Language,
    IReadOnlyList<string> Relied,
    IReadOnlyList<BouncedRecipient> Bounced)
{
    internal static ReplyJudgement Machine(ReplyKind kind, double confidence, string reason, IReadOnlyList<BouncedRecipient>? bounced = null) =>
        new(kind, confidence, reason, string.Empty, null, [], bounced ?? []);

    internal static ReplyJudgement Human(ReplyKind kind, double confidence, string reason, string text, string? language = null, IReadOnlyList<string>? relied = null) =>
        new(kind, confidence, reason, text, language, relied ?? [], []);
}
