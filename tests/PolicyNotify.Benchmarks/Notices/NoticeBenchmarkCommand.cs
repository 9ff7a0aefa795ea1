using System.CommandLine;

namespace PolicyNotify.Benchmarks.Notices;

internal static class NoticeBenchmarkCommand
{
    private static readonly Option<int> Recipients = new("--recipients") { Description = "How many verified people are told.", DefaultValueFactory = _ => 10_000 };
    private static readonly Option<int> Workers = new("--workers") { Description = "How many batches a process works on at once; the host works on 6.", DefaultValueFactory = _ => 6 };
    private static readonly Option<int> Latency = new("--latency") { Description = "How many milliseconds the mail system takes for a message." };
    private static readonly Option<string?> Outbox = new("--outbox") { Description = "Write real mails into this folder instead of counting them." };

    public static Command Create()
    {
        var words = new Option<int>("--words") { Description = "How many words the policy has.", DefaultValueFactory = _ => 3_000 };
        var processes = new Option<int[]>("--processes")
        {
            Description = "How many mailing processes work side by side; several numbers make several runs.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1],
        };
        var command = new Command("notices", "One notice from planning to the last delivery, on Azurite in memory; fails when anybody was missed or told twice.")
        {
            Recipients, Workers, Latency, Outbox, words, processes,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var benchmark = new NoticeBenchmark(
                arguments.GetValue(Recipients), arguments.GetValue(words), arguments.GetValue(Workers),
                TimeSpan.FromMilliseconds(arguments.GetValue(Latency)), arguments.GetValue(Outbox));
            var sound = true;
            foreach (var number in arguments.GetValue(processes)!)
            {
                sound &= await benchmark.RunAsync(number, cancellationToken);
            }

            return sound ? 0 : 1;
        });
        return command;
    }

    public static Command CreateWorker()
    {
        var process = new Option<int>("--process") { Required = true };
        var folder = new Option<string>("--folder") { Required = true };
        var command = new Command("notices-worker", "A mailing process of the benchmark notices.") { Recipients, Workers, Latency, Outbox, process, folder };
        command.Hidden = true;
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var worker = new NoticeWorker(
                arguments.GetValue(process), arguments.GetValue(Recipients), arguments.GetValue(Workers),
                TimeSpan.FromMilliseconds(arguments.GetValue(Latency)), arguments.GetValue(folder)!, arguments.GetValue(Outbox));
            await worker.RunAsync(Environment.GetEnvironmentVariable("AzureWebJobsStorage")!, cancellationToken);
            return 0;
        });
        return command;
    }
}
