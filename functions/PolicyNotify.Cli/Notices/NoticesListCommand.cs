using System.CommandLine;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Notices;

namespace PolicyNotify.Cli.Notices;

internal static class NoticesListCommand
{
    public static Command Create(CliHost host) => new CliCommand(
        host,
        "list",
        "List every notice with its state, its dates and how far it has come.",
        "policy-notify notices list").UsingService().Running(async (invocation, cancellationToken) =>
        {
            using var service = invocation.OpenService();
            var answer = await service.GetAsync("api/notices", cancellationToken);
            var notices = service.Read<IReadOnlyList<NoticeView>>(answer);
            invocation.Answer.Give(answer, words =>
            {
                if (notices.Count == 0)
                    words.Line("There are no notices: no significant version has been published.");
                else
                    Write(words, notices);
            });
            return ExitCode.Fine;
        });

    private static void Write(Answer words, IReadOnlyList<NoticeView> notices)
    {
        words.Table(["notice", "state", "told", "of", "refused", "bounced", "tell by", "takes effect"], [.. notices.Select(Row)]);
        foreach (var notice in notices.Where(notice => notice.State is NoticeState.Unplanned))
            words.Line($"{notice.Id}: {notice.Forecast.Because ?? notice.Because}");
    }

    private static IReadOnlyList<string> Row(NoticeView notice) =>
    [
        notice.Id.ToString(),
        NoticeWords.State(notice),
        Words.Of(notice.Counts.Accepted),
        Words.Of(notice.Counts.Verified),
        Words.Of(notice.Counts.Refused),
        Words.Of(notice.Counts.Bounced),
        notice.State is NoticeState.Cancelled ? "" : Words.Of(notice.TellBy),
        notice.State is NoticeState.Cancelled ? "never" : Words.Of(notice.EffectiveOn),
    ];
}
