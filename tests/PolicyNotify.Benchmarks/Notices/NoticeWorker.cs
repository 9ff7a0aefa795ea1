using System.Diagnostics;
using System.Text.Json;
using PolicyNotify.Json;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>One mailing process of a run: says that it is ready, waits for the word, works until the queue is empty and tells how it went.</summary>
internal sealed class NoticeWorker(int process, int recipients, int workers, TimeSpan latency, string folder, string? outbox)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static string TimesFile(string folder, int process) => Path.Combine(folder, $"times-{process}.bin");

    public async Task RunAsync(string storage, CancellationToken cancellationToken)
    {
        var counting = new CountingTransport(recipients, latency);
        await using var services = outbox is null
            ? BenchmarkService.Compose(storage, folder, counting)
            : BenchmarkService.Compose(storage, folder, transport: null, ("Mail:Pickup:Folder", Path.GetFullPath(outbox)));
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync(cancellationToken);

        var samples = new List<RunSample>();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sampling = SampleAsync(counting, samples, done.Token);
        await BatchDrain.RunAsync(services, workers, TimeSpan.FromMinutes(30), cancellationToken);
        await done.CancelAsync();
        await sampling;
        samples.Add(Sample(counting));
        await File.WriteAllBytesAsync(TimesFile(folder, process), [.. counting.Times], cancellationToken);
        Console.WriteLine(JsonSerializer.Serialize(
            new NoticeWorkerReport(samples, Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds), PolicyNotifyJson.Compact));
    }

    private async Task SampleAsync(CountingTransport counting, List<RunSample> samples, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            samples.Add(Sample(counting));
            await Task.Delay(Interval, TimeProvider.System, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private RunSample Sample(CountingTransport counting) =>
        new(process, Stopwatch.GetElapsedTime(0).TotalSeconds, counting.Taken, Environment.WorkingSet);
}
