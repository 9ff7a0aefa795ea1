using Microsoft.Azure.Functions.Worker;

namespace PolicyNotify.Tests.LocalRuntime;

/// <summary>Runs at each start, and until it is stopped; says when its instance is done with.</summary>
public sealed class EndlessTimerProbe(Recorder recorder) : IAsyncDisposable
{
    [Function("EndlessTimerProbe")]
    public async Task RunAsync([TimerTrigger("0 0 * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellationToken)
    {
        recorder.Add($"begun, past due {timer.IsPastDue}");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        finally
        {
            recorder.Add("stopped");
        }
    }

    public ValueTask DisposeAsync()
    {
        recorder.Add("disposed");
        return ValueTask.CompletedTask;
    }
}
