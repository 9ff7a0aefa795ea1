using System.CommandLine;
using PolicyNotify.Notices;

namespace PolicyNotify.Cli.Notices;

internal static class NoticesShowCommand
{
    public static Command Create(CliHost host)
    {
        var notice = new Argument<string>("NOTICE") { Description = "The notice: document and version, such as privacy-2.0." };
        return new CliCommand(
            host,
            "show",
            "Show one notice: its dates, how many people have been told, what failed and why it is held.",
            "policy-notify notices show privacy-2.0",
            "policy-notify notices show privacy-2.0 --json")
        {
            notice,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var id = NoticeNames.Read(invocation.Required(notice));
            using var service = invocation.OpenService();
            var answer = await service.GetAsync($"api/notices/{id}", cancellationToken);
            var view = service.Read<NoticeView>(answer);
            invocation.Answer.Give(answer, words => NoticeWords.Write(words, view));
            return ExitCode.Fine;
        });
    }
}
