using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Storage;

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
        var queue = await services.GetRequiredService<StorageLayout>().QueueAsync(NoticeBatch.Queue, cancellationToken);
        var mailer = services.GetRequiredService<NoticeMailer>();
        while ((await services.GetRequiredService<NoticeDirectory>().ListAsync(cancellationToken)).SingleOrDefault()?.State is not NoticeState.Told)
        {
            await services.GetRequiredService<NoticeService>().SweepAsync(cancellationToken);
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
            {
                // Whatever a killed process held comes back after two seconds.
                while ((await queue.ReceiveMessageAsync(TimeSpan.FromSeconds(2), cancellationToken)).Value is { } message)
                {
                    await mailer.RunAsync(message.MessageText, cancellationToken);
                    try
                    {
                        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                    }
                    catch (Azure.RequestFailedException exception) when (exception.Status is 404 or 400)
                    {
                        // It took longer than its two seconds and belongs to somebody else now.
                    }
                }
            }));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }
}
