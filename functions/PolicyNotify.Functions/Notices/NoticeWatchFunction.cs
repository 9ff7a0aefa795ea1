using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Notices.Watching;

namespace PolicyNotify.Functions.Notices;

/// <summary>Foresees whether everybody is told in time, and tells legal when not.</summary>
public sealed class NoticeWatchFunction(NoticeWatch watch)
{
    /// <summary>Runs every minute, half a minute after the sweep.</summary>
    [Function("NoticeWatch")]
    public Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        _ = timer;
        return watch.RunAsync(cancellationToken);
    }
}
