using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace PolicyNotify.LocalRuntime.Queues;

/// <summary>Keeps a message hidden from other readers while its function runs, however long that takes.</summary>
internal sealed class MessageHold : IDisposable
{
    /// <summary>How long a message stays hidden unless renewed: what is waited after a crash.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    private readonly QueueClient queue;
    private readonly string messageId;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task renewal;
    private string receipt;

    public MessageHold(QueueClient queue, QueueMessage message)
    {
        (this.queue, messageId, receipt) = (queue, message.MessageId, message.PopReceipt);
        renewal = RenewAsync();
    }

    /// <summary>Stops renewing; returns the receipt with which the message may now be deleted or released.</summary>
    public async Task<string> StopAsync()
    {
        await stopping.CancelAsync();
        await renewal;
        return receipt;
    }

    public void Dispose() => stopping.Dispose();

    // Real time: the storage service counts it.
    private async Task RenewAsync()
    {
        while (true)
        {
            await Task.Delay(Duration / 2, TimeProvider.System, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            try
            {
                // Not cancelled: a renewal that arrived unseen would leave us with a receipt that is worth nothing.
                var renewed = await queue.UpdateMessageAsync(messageId, receipt, visibilityTimeout: Duration, cancellationToken: CancellationToken.None);
                receipt = renewed.Value.PopReceipt;
            }
            catch (Exception exception) when (exception is RequestFailedException or AggregateException or IOException)
            {
                // Tried again at the next half; if the message shows itself meanwhile, handlers tolerate duplicates.
            }
        }
    }
}
