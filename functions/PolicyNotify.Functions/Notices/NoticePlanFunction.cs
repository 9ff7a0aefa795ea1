using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Notices;

namespace PolicyNotify.Functions.Notices;

/// <summary>Plans the notice of a version that was just published.</summary>
public sealed class NoticePlanFunction(NoticeService notices)
{
    /// <summary>Runs for each message of the queue.</summary>
    [Function("NoticePlan")]
    public Task RunAsync([QueueTrigger("versions-published")] string message, CancellationToken cancellationToken) =>
        notices.PlanAsync(message, cancellationToken);
}
