using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Notices;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>The mailing process that <see cref="CrashRun"/> kills: sweeps and works on batches until everybody has been told.</summary>
internal static class CrashWorker
{
    public const int PageSize = 20;
    public const int Workers = 2;

    public static async Task RunAsync(string storage, string folder, CancellationToken cancellationToken)
    {
        var transport = new AppendingTransport(Path.Combine(folder, CrashRun.SinkName));
        await using var services = BenchmarkService.Compose(
            storage, folder, transport, ("Notices:PageSize", $"{PageSize}"), ("Notices:LeaseSeconds", "1"), ("Notices:SendConcurrency", "4"));
        while ((await services.GetRequiredService<NoticeDirectory>().ListAsync(cancellationToken)).SingleOrDefault()?.State is not NoticeState.Told)
        {
            await services.GetRequiredService<NoticeService>().SweepAsync(cancellationToken);

            // Whatever a killed process held comes back after two seconds.
            await BatchDrain.RunAsync(services, Workers, TimeSpan.FromSeconds(2), cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }
}
