using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Replies;

namespace PolicyNotify.Functions.Replies;

/// <summary>Collects what people answered.</summary>
public sealed class ReplyCollectFunction(ReplyCollector collector)
{
    /// <summary>Runs every minute.</summary>
    [Function("ReplyCollect")]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        _ = timer;
        return collector.CollectAsync(cancellationToken);
    }
}
