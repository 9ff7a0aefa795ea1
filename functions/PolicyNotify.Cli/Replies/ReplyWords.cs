using System.Globalization;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Replies;

namespace PolicyNotify.Cli.Replies;

/// <summary>One reply as people read it.</summary>
internal static class ReplyWords
{
    public static void Write(Answer answer, ReplyView reply)
    {
        answer.Heading(reply.Kind is { } kind ? $"{Words.Of(kind)}: {reply.Reason}" : "Not judged yet.");
        foreach (var resolution in reply.Resolutions)
            answer.Line($"Resolved as {Words.Of(resolution.As)} by {resolution.By}, {Words.Of(resolution.At)} ({resolution.Actor}): {resolution.Why}");
        if (reply.Closure is { } closure)
            answer.Line($"Answered by {closure.By}, {Words.Of(closure.At)} ({closure.Actor}): {closure.Why}");
        answer.Fields(
            ("answer by", reply is { DueOn: { } day, Closure: null } ? $"{Words.Of(day)}{(reply.Overdue is true ? ", OVERDUE" : "")}" : null),
            (reply.NeedsReview ? "review" : "was in review", reply.ReviewReasons.Count > 0 ? string.Join(' ', reply.ReviewReasons) : null),
            ("from", reply.From),
            ("file", reply.Origin),
            ("received", $"{Words.Of(reply.ReceivedAt)} ({Words.Of(reply.ReceiptBasis)})"),
            ("notice", reply.Notice?.ToString()),
            ("recipient", reply.Recipient?.ToString()),
            ("matched by", $"{Words.Of(reply.Basis)}{string.Concat(reply.MatchRemarks.Select(remark => $" ({remark})"))}"),
            ("in time", reply.InTime is { } inTime ? $"{(inTime ? "yes" : "no")}, objections count until {(reply.WindowClosesAt is { } closes ? Words.Of(closes) : "the version's date is known")}" : null),
            ("confidence", reply.Confidence?.ToString("P0", CultureInfo.InvariantCulture)),
            ("language", reply.Language),
            ("raw mail", $"sha256 {reply.RawHash}"));
        foreach (var candidate in reply.Candidates)
            answer.Line($"  may be: {candidate.Notice?.ToString() ?? "no notice"}, {candidate.Recipient?.ToString() ?? "nobody known"}: {candidate.Why}");
        foreach (var sentence in reply.Relied)
            answer.Line($"  relies on: {sentence}");
        if (reply.Text is { Length: > 0 } text)
            answer.Line($"\n{text}");
    }
}
