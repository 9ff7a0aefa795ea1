using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Notices;

namespace PolicyNotify.Functions.Notices;

/// <summary>Finds what a lost message or a crash left undone, and starts what is due.</summary>
public sealed class NoticeSweepFunction(NoticeService notices)
{
    /// <summary>Runs every minute.</summary>
    [Function("NoticeSweep")]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        _ = timer;
        return notices.SweepAsync(cancellationToken);
    }
}
