using PolicyNotify.Cli.Terminal;
using PolicyNotify.Notices;
using Spectre.Console;

namespace PolicyNotify.Cli.Notices;

/// <summary>One notice, for people.</summary>
internal static class NoticeWords
{
    public static void Write(Answer answer, NoticeView notice)
    {
        var counts = notice.Counts;
        answer.Heading($"{notice.Id}: {notice.Title}, version {notice.Version}");
        answer.Fields(
            ("state", Words.Of(notice.State)),
            ("because", notice.Because),
            ("approval", Approval(notice)),
            ("planned", Words.Of(notice.PlannedAt)),
            ("first mail", $"{Words.Of(notice.MailingStartsAt)} (legal can step in until {Words.Of(notice.CoolingOffUntil)})"),
            ("tell by", Words.Of(notice.TellBy)),
            ("takes effect", $"{Words.Of(notice.EffectiveOn)}, from its first moment in {notice.TimeZone} ({Words.Of(notice.EffectiveAt)})"),
            ("objections until", Words.Of(notice.ObjectionsCloseAt)),
            ("everybody told", notice.ToldAt is { } told ? Words.Of(told) : null),
            ("in effect since", notice.CompletedAt is { } completed ? Words.Of(completed) : null));
        answer.Line();
        answer.Fields(
            ("told", $"{Words.Of(counts.Accepted)} of {Words.Of(counts.Verified)} people with a verified address"),
            ("to do", Words.Of(counts.Pending) + (counts.Unknown > 0 ? $", {Words.Of(counts.Unknown)} of them with unknown outcome" : "")),
            ("refused", Words.Of(counts.Refused)),
            ("verified later", counts.Later > 0 ? Words.Of(counts.Later) : null),
            ("not verified", $"{Words.Of(counts.Unverified)} (get no mail)"));
        foreach (var (words, number) in notice.Failures)
            answer.Line($"  {Words.Of(number)} × {words}");
        if (answer.IsTerminal && counts.Verified > 0)
        {
            answer.Console.Write(new BreakdownChart().Width(60)
                .AddItem("told", counts.Accepted, Color.Green)
                .AddItem("to do", counts.Pending, Color.Grey)
                .AddItem("refused", counts.Refused, Color.Red));
        }
    }

    private static string? Approval(NoticeView notice) => notice switch
    {
        { NeedsApproval: false } => null,
        { Approval: { } approval } when approval.Content == notice.Content => $"by {approval.By}, {Words.Of(approval.At)}: {approval.Why}",
        _ => $"edition {notice.Revision} waits for it (SHA-256 {notice.Content})",
    };
}
