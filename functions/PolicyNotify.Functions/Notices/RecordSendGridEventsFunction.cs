using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Notices.Events;

namespace PolicyNotify.Functions.Notices;

/// <summary>Records batches of events that were taken in.</summary>
public sealed class RecordSendGridEventsFunction(SendGridEventIntake intake)
{
    /// <summary>Runs for each message of the queue.</summary>
    [Function("MailEventsRecord")]
    public Task RunAsync([QueueTrigger(SendGridEventIntake.Queue)] string message, CancellationToken cancellationToken) =>
        intake.RecordAsync(message, cancellationToken);
}
