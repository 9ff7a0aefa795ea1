using PolicyNotify.Notices.Planning;
using PolicyNotify.Recipients;
using PolicyNotify.Storage;

namespace PolicyNotify.Notices.Mailing;

/// <summary>Sends messages for partitions whose pass is due: few and large ones, and none while many wait.</summary>
internal sealed class BatchDispatch(NoticeStore notices, RecipientStore recipients, StorageLayout storage)
{
    private const int RecipientsPerMessage = 500;
    private const int MostWaiting = 128;

    /// <param name="id">The mailing.</param>
    /// <param name="queueName">The queue of its batches.</param>
    /// <param name="due">Its partitions whose pass is due.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellationToken">Stops between two messages.</param>
    public async Task SendAsync(MailingId id, string queueName, IReadOnlyList<NoticePartition> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (due.Count == 0)
        {
            return;
        }

        // Messages that wait are not lost: more of them would only be more work.
        var queue = await storage.QueueAsync(queueName, cancellationToken);
        if ((await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount >= MostWaiting)
        {
            return;
        }

        var people = (await recipients.CountsAsync(cancellationToken)).Verified;
        var messages = (int)Math.Clamp((people + RecipientsPerMessage - 1) / RecipientsPerMessage, 1, due.Count);
        foreach (var part in due.Chunk((due.Count + messages - 1) / messages))
        {
            // Whoever moves the next pass sends the message; should it get lost, the pass is due again.
            if (await notices.TryScheduleAsync(id, part, now + NoticeBatch.Trust, cancellationToken))
            {
                await queue.SendMessageAsync(new NoticeBatch(id, [.. part.Select(partition => partition.Partition)]).Write(), cancellationToken);
            }
        }
    }
}
