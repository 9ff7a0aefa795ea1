using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Json;
using PolicyNotify.Notices;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>Kills the mailing process at random moments, over and over, and then counts whom the sink and the ledger say was told.</summary>
internal sealed class CrashRun(int recipients, int kills, int seed)
{
    public const string SinkName = "sink.txt";

    /// <returns>Whether nobody was missed, no more was repeated than was on its way at the kills, and ledger and sink agree.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using var storage = await BenchmarkStorage.StartAsync(cancellationToken);
        await using var services = BenchmarkService.Compose(storage.ConnectionString, storage.Folder, transport: null);
        await new BenchmarkPeople(services, recipients).StoreAsync(services, cancellationToken);
        await BenchmarkPolicy.PublishAsync(services, words: 500, cancellationToken);
        var sink = Path.Combine(storage.Folder, SinkName);
        var random = new Random(seed);
        var killed = 0;
        while (true)
        {
            using var worker = Start(storage);
            if (killed < kills)
            {
                // Not before it has sent something, or the kills would only ever hit the start.
                var before = Lines(sink);
                var after = random.Next(1, Math.Max(2, recipients / kills));
                while (Lines(sink) < before + after && !worker.HasExited)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
                }

                if (!worker.HasExited)
                {
                    worker.Kill();
                    await worker.WaitForExitAsync(cancellationToken);
                    killed++;
                    continue;
                }
            }

            await worker.WaitForExitAsync(cancellationToken);
            if (worker.ExitCode == 0)
            {
                break;
            }
        }

        var sent = (await File.ReadAllLinesAsync(sink, cancellationToken)).GroupBy(line => line, StringComparer.Ordinal).ToList();
        var view = (await services.GetRequiredService<NoticeDirectory>().ListAsync(cancellationToken)).Single();
        var result = new
        {
            benchmark = "crash",
            recipients,
            kills = killed,
            seed,
            missed = recipients - sent.Count,
            repeats = sent.Sum(person => person.Count() - 1),
            repeatsAllowed = killed * CrashWorker.PageSize * CrashWorker.Workers,
            ledgerAccepted = view.Counts.Accepted,
        };
        Console.WriteLine(JsonSerializer.Serialize(result, PolicyNotifyJson.Compact));
        return result.missed == 0 && result.repeats <= result.repeatsAllowed && result.ledgerAccepted == recipients;
    }

    private static Process Start(BenchmarkStorage storage)
    {
        return Process.Start(BenchmarkProcess.Of(storage.ConnectionString, "crash-worker", "--folder", storage.Folder))!;
    }

    private static long Lines(string file) => File.Exists(file) ? File.ReadLines(file).LongCount() : 0;
}
