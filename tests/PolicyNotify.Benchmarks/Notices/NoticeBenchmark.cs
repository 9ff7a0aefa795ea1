using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Json;
using PolicyNotify.Notices;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>Plans, fans out, sends and records one notice, in mailing processes as a host would run them, beside the storage's own ceiling.</summary>
internal sealed class NoticeBenchmark(int recipients, int words, int workers, TimeSpan latency, string? outbox)
{
    private double? first;

    /// <returns>Whether everybody was told, and nobody twice.</returns>
    public async Task<bool> RunAsync(int processes, CancellationToken cancellationToken)
    {
        await using var storage = await BenchmarkStorage.StartAsync(cancellationToken);
        await using var services = BenchmarkService.Compose(storage.ConnectionString, storage.Folder, transport: null);
        var people = new BenchmarkPeople(services, recipients);
        await people.StoreAsync(services, cancellationToken);
        await BenchmarkPolicy.PublishAsync(services, words, cancellationToken);
        var ceiling = await new StorageCeiling(services, people, workers).MeasureAsync(cancellationToken);

        var running = await Task.WhenAll(Enumerable.Range(0, processes).Select(process => StartAsync(storage, process, cancellationToken)));
        var storageBefore = storage.ProcessorTime;
        var watch = Stopwatch.StartNew();
        await services.GetRequiredService<NoticeService>().SweepAsync(cancellationToken);
        var planned = watch.Elapsed;
        var reports = await Task.WhenAll(running.Select(process => EndAsync(process, cancellationToken)));
        watch.Stop();

        var storageTime = storage.ProcessorTime - storageBefore;
        var view = (await services.GetRequiredService<NoticeDirectory>().ListAsync(cancellationToken)).Single();
        var times = Times(storage.Folder, processes);
        var course = new RunCourse(reports.SelectMany(report => report.Samples));
        var perSecond = recipients / watch.Elapsed.TotalSeconds;
        first ??= perSecond;
        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                benchmark = "notices",
                transport = outbox is null ? "counting" : "pickup",
                recipients,
                words,
                processes,
                workers,
                latencyMilliseconds = latency.TotalMilliseconds,
                planningSeconds = Math.Round(planned.TotalSeconds, 2),
                seconds = Math.Round(watch.Elapsed.TotalSeconds, 2),
                perSecond = Math.Round(perSecond),
                ceilingPerSecond = Math.Round(ceiling),
                ofCeiling = Math.Round(perSecond / ceiling, 2),
                speedUp = Math.Round(perSecond / first.Value, 2),
                perSecondFirstFifth = outbox is null ? Math.Round(course.Rate(0, 0.2)) : (double?)null,
                perSecondLastFifth = outbox is null ? Math.Round(course.Rate(0.8, 1)) : (double?)null,
                state = view.State,
                accepted = view.Counts.Accepted,
                missed = outbox is null ? times.Count(time => time == 0) : (int?)null,
                repeats = outbox is null ? times.Sum(time => Math.Max(0, time - 1)) : (int?)null,
                workingSetMegabytes = outbox is null ? new[] { course.WorkingSetAt(0.1), course.WorkingSetAt(0.5), course.WorkingSetAt(1) } : null,
                processorMicrosecondsEach = new
                {
                    service = Math.Round(reports.Sum(report => report.ProcessorSeconds) * 1_000_000 / recipients),
                    storage = Math.Round(storageTime.TotalMicroseconds / recipients),
                },
            },
            PolicyNotifyJson.Compact));
        return view.State is NoticeState.Told && view.Counts.Accepted == recipients && (outbox is not null || times.All(time => time == 1));
    }

    private async Task<Process> StartAsync(BenchmarkStorage storage, int process, CancellationToken cancellationToken)
    {
        var start = BenchmarkProcess.Of(
            storage.ConnectionString, "notices-worker",
            "--process", Text(process), "--recipients", Text(recipients), "--workers", Text(workers), "--latency", Text((int)latency.TotalMilliseconds),
            "--folder", storage.Folder);
        if (outbox is not null)
        {
            start.ArgumentList.Add("--outbox");
            start.ArgumentList.Add(outbox);
        }

        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var started = Process.Start(start)!;
        return await started.StandardOutput.ReadLineAsync(cancellationToken) is "ready"
            ? started
            : throw new InvalidOperationException("A mailing process did not start; see above.");
    }

    private static async Task<NoticeWorkerReport> EndAsync(Process process, CancellationToken cancellationToken)
    {
        using (process)
        {
            await process.StandardInput.WriteLineAsync("go");
            var report = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? JsonSerializer.Deserialize<NoticeWorkerReport>(report, PolicyNotifyJson.Compact)!
                : throw new InvalidOperationException("A mailing process failed; see above.");
        }
    }

    private int[] Times(string folder, int processes)
    {
        var times = new int[recipients];
        for (var process = 0; process < processes; process++)
        {
            var counted = File.ReadAllBytes(NoticeWorker.TimesFile(folder, process));
            for (var person = 0; person < recipients; person++)
            {
                times[person] += counted[person];
            }
        }

        return times;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
