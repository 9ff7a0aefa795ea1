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
        var isCancelled = notice.State is NoticeState.Cancelled;
        answer.Heading($"{notice.Id}: {notice.Title}, version {notice.Version}");
        answer.Fields(
            ("state", State(notice)),
            ("because", notice.Because),
            ("at risk", notice.Forecast.Because),
            ("approval", Approval(notice)),
            ("planned", notice.PlannedAt is { } planned ? Words.Of(planned) : null),
            ("first mail", Unless(isCancelled, $"{Words.Of(notice.MailingStartsAt)} (legal can step in until {Words.Of(notice.CoolingOffUntil)})")),
            ("tell by", Unless(isCancelled, Words.Of(notice.TellBy))),
            ("takes effect", isCancelled
                ? $"never: the version is withdrawn (it was to take effect on {Words.Of(notice.EffectiveOn)})"
                : $"{Words.Of(notice.EffectiveOn)}, from its first moment in {notice.TimeZone} ({Words.Of(notice.EffectiveAt)})"),
            ("objections until", Unless(isCancelled, Words.Of(notice.ObjectionsCloseAt))),
            ("everybody told", notice.ToldAt is { } told ? Words.Of(told) : null),
            ("in effect since", notice.CompletedAt is { } completed ? Words.Of(completed) : null));
        answer.Line();
        if (isCancelled)
        {
            answer.Line("Nobody was told, and nobody will be.");
            return;
        }

        answer.Fields(
            ("told", $"{Words.Of(counts.Accepted)} of {Words.Count(counts.Verified, "person", "people")} with a verified address"),
            ("delivered", Some(counts.Delivered, "reported by the mail system")),
            ("bounced", Some(counts.Bounced, "accepted, then returned for good: reach them otherwise, see 'recipients unreachable'")),
            ("blocked", Some(counts.Blocked, "returned for a reason that may pass")),
            ("dropped", Some(counts.Dropped, "accepted, and never sent on")),
            ("complained", Some(counts.Complained, "called it unwanted; they have it")),
            ("to do", Words.Of(counts.Pending) + (counts.Unknown > 0 ? $", {Words.Of(counts.Unknown)} of them with unknown outcome" : "")),
            ("done about", notice.Forecast is { DoneAt: { } done, AtRisk: false } && counts.Pending > 0 ? Words.Of(done) : null),
            ("refused", Words.Of(counts.Refused) + (counts.Suppressed > 0 ? $", {Words.Of(counts.Suppressed)} of them not attempted: mail does not reach them" : "")),
            ("verified later", counts.Later > 0 ? $"{Words.Of(counts.Later)} of the verified were so only after mailing had started" : null),
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

    /// <summary>The state, and that it is at risk.</summary>
    public static string State(NoticeView notice) => Words.Of(notice.State) + (notice.Forecast.AtRisk ? ", at risk" : "");

    private static string? Unless(bool pointless, string words) => pointless ? null : words;

    private static string? Some(long number, string meaning) => number > 0 ? $"{Words.Of(number)} ({meaning})" : null;

    private static string? Approval(NoticeView notice) => notice switch
    {
        { NeedsApproval: false } or { State: NoticeState.Cancelled or NoticeState.Unplanned } => null,
        { Approval: { } approval } when approval.Content == notice.Content => $"by {approval.By}, {Words.Of(approval.At)}: {approval.Why}",
        _ => $"edition {notice.Revision} waits for it (SHA-256 {notice.Content})",
    };
}
