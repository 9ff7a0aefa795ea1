using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Json;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Storage;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>Plans, fans out, sends and records one notice, as the host's queue would drive it, and measures the storage's own ceiling beside it.</summary>
internal sealed class NoticeBenchmark(int recipients, int words, int workers, string? outbox)
{
    private readonly CountingTransport counting = new();
    private readonly List<long> workingSets = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var storage = await BenchmarkStorage.StartAsync(cancellationToken);
        await using var services = outbox is null
            ? BenchmarkService.Compose(storage.ConnectionString, storage.Folder, counting)
            : BenchmarkService.Compose(storage.ConnectionString, storage.Folder, transport: null, ("Mail:Pickup:Folder", Path.GetFullPath(outbox)));
        await BenchmarkPolicy.PrepareAsync(services, recipients, words, cancellationToken);
        var ceiling = await CeilingAsync(services, cancellationToken);
        var watch = Stopwatch.StartNew();
        await services.GetRequiredService<NoticeService>().SweepAsync(cancellationToken);
        var planned = watch.Elapsed;
        await DrainAsync(services, cancellationToken);
        watch.Stop();

        var view = (await services.GetRequiredService<NoticeDirectory>().ListAsync(cancellationToken)).Single();
        var perSecond = recipients / watch.Elapsed.TotalSeconds;
        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                benchmark = "notices",
                transport = outbox is null ? "counting" : "pickup",
                recipients,
                words,
                workers,
                planningSeconds = Math.Round(planned.TotalSeconds, 2),
                seconds = Math.Round(watch.Elapsed.TotalSeconds, 2),
                perSecond = Math.Round(perSecond),
                ceilingPerSecond = Math.Round(ceiling),
                ofCeiling = Math.Round(perSecond / ceiling, 2),
                accepted = view.Counts.Accepted,
                state = view.State,
                repeats = outbox is null ? counting.Repeats : (long?)null,
                workingSetMegabytes = workingSets.Select(bytes => bytes / 1_000_000).ToList(),
            },
            PolicyNotifyJson.Compact));
    }

    /// <summary>What Azurite takes when each person costs two rows of 100-row transactions and nothing else.</summary>
    private async Task<double> CeilingAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        var table = await services.GetRequiredService<StorageLayout>().TableAsync("ceiling", cancellationToken);
        var pages = Math.Clamp(recipients / 100, 20, 200);
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, pages, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, async (page, stop) =>
        {
            var rows = Enumerable.Range(0, 100).Select(row => new TableEntity($"p{page}", $"{row:D24}")
            {
                ["State"] = "Sending",
                ["AttemptId"] = "0123456789abcdef0123456789abcdef",
                ["PlannedAt"] = DateTimeOffset.UnixEpoch,
                ["LeaseUntil"] = DateTimeOffset.UnixEpoch,
                ["Attempts"] = 1,
                ["Revision"] = 1,
            }).ToList();
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), stop);
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), stop);
        });
        return pages * 100 / watch.Elapsed.TotalSeconds;
    }

    private async Task DrainAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        var queue = await services.GetRequiredService<StorageLayout>().QueueAsync(NoticeBatch.Queue, cancellationToken);
        var mailer = services.GetRequiredService<NoticeMailer>();
        var done = 0;
        var total = Math.Max(1, (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            while ((await queue.ReceiveMessageAsync(TimeSpan.FromMinutes(30), cancellationToken)).Value is { } message)
            {
                await mailer.RunAsync(message.MessageText, cancellationToken);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                Sample(Interlocked.Increment(ref done), total);
            }
        }));
    }

    private void Sample(int done, int total)
    {
        if (done == Math.Max(1, total / 10) || done == total / 2 || done == total)
        {
            lock (workingSets)
            {
                workingSets.Add(Environment.WorkingSet);
            }
        }
    }
}
