using System.CommandLine;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Recipients.Reachability;

namespace PolicyNotify.Cli.Recipients;

internal static class RecipientsUnreachableCommand
{
    public static Command Create(CliHost host)
    {
        var output = new Option<string?>("--output", "-o") { Description = "Write all of it as CSV to this file.", HelpName = "file" };
        return new CliCommand(
            host,
            "unreachable",
            "List the people whom mail does not reach any more, so that they can be told otherwise: dead and refused addresses, and complaints.",
            "policy-notify recipients unreachable",
            "policy-notify recipients unreachable -o unreachable.csv")
        {
            output,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            using var service = invocation.OpenService();
            if (invocation.Value(output) is { } file)
            {
                await new OutputFile(host, file).FillAsync(
                    target => service.CopyAsync("api/recipients/unreachable", "text/csv", target, cancellationToken), cancellationToken);
                return ExitCode.Fine;
            }

            var answer = await service.GetAsync("api/recipients/unreachable", cancellationToken);
            var people = service.Read<IReadOnlyList<UnreachableRecipient>>(answer);
            invocation.Answer.Give(answer, words => Write(words, people));
            return ExitCode.Fine;
        });
    }

    private static void Write(Answer words, IReadOnlyList<UnreachableRecipient> people)
    {
        if (people.Count == 0)
        {
            words.Line("Mail reaches everybody, as far as is known.");
            return;
        }

        words.Heading($"Mail does not reach {Words.Count(people.Count, "person", "people")}. A dead address and whoever complained are not mailed again until the address is proven anew.");
        words.Table(
            ["recipient", "address", "name", "account", "why", "code", "since", "known from"],
            [.. people.Select(person => (IReadOnlyList<string>)[
                person.Id.ToString(), person.Address, person.Name ?? "", person.AccountId ?? "", Words.Of(person.Cause), person.Code ?? "", Words.Of(person.Since), person.Source ?? "",
            ])]);
        foreach (var same in people.GroupBy(person => person.Suggestion).OrderBy(same => same.Key, StringComparer.Ordinal))
            words.Line($"{Words.Of(same.First().Cause)} ({Words.Of(same.LongCount())}): {same.Key}");
    }
}
