using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Notices.Mailing;

namespace PolicyNotify.Functions.Notices;

/// <summary>Mails the people of some partitions.</summary>
public sealed class NoticeBatchFunction(NoticeMailer mailer)
{
    /// <summary>Runs for each message of the queue.</summary>
    [Function("NoticeBatch")]
    public Task RunAsync([QueueTrigger("notice-batches")] string message, CancellationToken cancellationToken) =>
        mailer.RunAsync(message, cancellationToken);
}
