using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using PolicyNotify.LocalRuntime.Storage;

namespace PolicyNotify.LocalRuntime.Queues;

/// <summary>Keeps a message hidden from other readers while its function runs, however long that takes.</summary>
internal sealed class MessageHold : IDisposable
{
    /// <summary>How long a message stays hidden unless renewed: what is waited after a crash.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    private readonly QueueClient queue;
    private readonly string messageId;
    private readonly TimeProvider serviceTime;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task renewal;
    private string receipt;

    /// <param name="queue">The message's queue.</param>
    /// <param name="message">The message, just received and hidden for <see cref="Duration"/>.</param>
    /// <param name="serviceTime">The storage service's time, which is the machine's and not the application's.</param>
    public MessageHold(QueueClient queue, QueueMessage message, TimeProvider serviceTime)
    {
        (this.queue, messageId, receipt, this.serviceTime) = (queue, message.MessageId, message.PopReceipt, serviceTime);
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

    private async Task RenewAsync()
    {
        while (true)
        {
            await Task.Delay(Duration / 2, serviceTime, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            catch (Exception exception) when (StorageFailure.Is(exception))
            {
                // Tried again at the next half; if the message shows itself meanwhile, handlers tolerate duplicates.
            }
        }
    }
}
