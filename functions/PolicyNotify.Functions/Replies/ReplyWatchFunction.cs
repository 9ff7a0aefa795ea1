using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Replies.Watching;

namespace PolicyNotify.Functions.Replies;

/// <summary>Sees to it that nothing that waits for a person is forgotten.</summary>
public sealed class ReplyWatchFunction(ReplyWatch watch)
{
    /// <summary>Runs every minute.</summary>
    [Function("ReplyWatch")]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        _ = timer;
        return watch.RunAsync(cancellationToken);
    }
}
