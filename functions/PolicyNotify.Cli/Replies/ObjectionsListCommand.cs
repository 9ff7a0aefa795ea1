using System.CommandLine;
using PolicyNotify.Replies;

namespace PolicyNotify.Cli.Replies;

internal static class ObjectionsListCommand
{
    public static Command Create(CliHost host)
    {
        var options = new ObjectionOptions();
        return new CliCommand(
            host,
            "list",
            "List objections: by whom, to what, when received, whether in time, whether it still stands, and whether it was acknowledged.",
            "policy-notify objections list",
            "policy-notify objections list --notice privacy-2.0 --json")
        {
            options.Notice, options.Document,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            using var service = invocation.OpenService();
            var answer = await service.GetAsync($"api/objections{options.Query(invocation)}", cancellationToken);
            var objections = service.Read<IReadOnlyList<ObjectionView>>(answer);
            invocation.Answer.Give(answer, words =>
            {
                if (objections.Count == 0)
                    words.Line("Nobody has objected.");
                else
                    ObjectionWords.Write(words, objections);
            });
            return ExitCode.Fine;
        });
    }
}
