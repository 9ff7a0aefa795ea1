using PolicyNotify.Replies;
using PolicyNotify.Replies.Judging;

namespace PolicyNotify.Cli.Replies;

/// <summary>What became of one mail of an import.</summary>
/// <param name="File">The file, and within a mailbox file the mail's number.</param>
/// <param name="Outcome"><c>taken</c>, <c>known</c>, <c>unreadable</c> (kept, and in review) or <c>refused</c>.</param>
/// <param name="Reply">The reply; null when it was refused.</param>
/// <param name="Kind">What it was judged to be.</param>
/// <param name="NeedsReview">Whether somebody has to look at it.</param>
/// <param name="ReceivedAt">When it counts as received.</param>
/// <param name="Problem">Why it was refused.</param>
internal sealed record ImportedMail(
    string File, string Outcome, ReplyId? Reply, ReplyKind? Kind, bool NeedsReview, DateTimeOffset? ReceivedAt, string? Problem)
{
    public static ImportedMail Of(string file, ReplyImportResult result) => new(
        file,
        result.IsUnreadable ? "unreadable" : result.IsNew ? "taken" : "known",
        result.Reply.Id,
        result.Reply.Kind,
        result.Reply.NeedsReview,
        result.Reply.ReceivedAt,
        null);

    public static ImportedMail Refused(string file, string problem) => new(file, "refused", null, null, false, null, problem);
}
