using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Storage;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>Works on the batch queue until it is empty, several messages at once, as a host does.</summary>
internal static class BatchDrain
{
    public static async Task RunAsync(IServiceProvider services, int workers, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var queue = await services.GetRequiredService<StorageLayout>().QueueAsync(NoticeBatch.Queue, cancellationToken);
        var mailer = services.GetRequiredService<NoticeMailer>();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            while ((await queue.ReceiveMessageAsync(visibility, cancellationToken)).Value is { } message)
            {
                await mailer.RunAsync(message.MessageText, cancellationToken);
                try
                {
                    await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                }
                catch (Azure.RequestFailedException exception) when (exception.Status is 404 or 400)
                {
                    // It took longer than it may stay hidden and belongs to somebody else now.
                }
            }
        }));
    }
}
