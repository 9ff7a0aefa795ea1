using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Reminders;

namespace PolicyNotify.Functions.Reminders;

/// <summary>Reminds the people of some partitions.</summary>
public sealed class ReminderBatchFunction(ReminderMailer mailer)
{
    /// <summary>Runs for each message of the queue.</summary>
    [Function("ReminderBatch")]
    public Task RunAsync([QueueTrigger(ReminderMailer.Queue)] string message, CancellationToken cancellationToken) =>
        mailer.RunAsync(message, cancellationToken);
}
