using System.CommandLine;

namespace PolicyNotify.Benchmarks.Notices;

internal static class NoticeBenchmarkCommand
{
    public static Command Create()
    {
        var recipients = new Option<int>("--recipients") { Description = "How many verified people are told.", DefaultValueFactory = _ => 10_000 };
        var words = new Option<int>("--words") { Description = "How many words the policy has.", DefaultValueFactory = _ => 3_000 };
        var workers = new Option<int>("--workers") { Description = "How many batches are worked on at once; the host works on 6.", DefaultValueFactory = _ => 6 };
        var outbox = new Option<string?>("--outbox") { Description = "Write real mails into this folder instead of counting them." };
        var command = new Command("notices", "One notice from planning to the last delivery, on Azurite in memory.") { recipients, words, workers, outbox };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var run = new NoticeBenchmark(
                arguments.GetValue(recipients), arguments.GetValue(words), arguments.GetValue(workers), arguments.GetValue(outbox));
            await run.RunAsync(cancellationToken);
            return 0;
        });
        return command;
    }
}
