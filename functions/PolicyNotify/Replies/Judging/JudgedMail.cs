namespace PolicyNotify.Replies.Judging;

/// <summary>One mail file and what it was judged to be: a line of <c>policy-notify replies judge</c>.</summary>
/// <param name="File">The file as named or found.</param>
/// <param name="Kind">The judgement.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">What the person wrote.</param>
/// <param name="Language">The language whose phrases decided.</param>
/// <param name="Bounced">What a bounce says about which address.</param>
public sealed record JudgedMail(
    string File,
    ReplyKind Kind,
    double Confidence,
    string Reason,
    string Text,
    string? Language,
    IReadOnlyList<BouncedRecipient>? Bounced)
{
    /// <summary>The line for one file.</summary>
    public static JudgedMail Of(string file, ReplyJudgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        return new(
            file, judgement.Kind, judgement.Confidence, judgement.Reason, judgement.Text, judgement.Language, judgement.Bounced.Count > 0 ? judgement.Bounced : null);
    }
}
