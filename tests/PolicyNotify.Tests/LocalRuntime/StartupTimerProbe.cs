using Microsoft.Azure.Functions.Worker;

namespace PolicyNotify.Tests.LocalRuntime;

/// <summary>Ticks each hour and at each start, and fails each time.</summary>
public sealed class StartupTimerProbe(Recorder recorder)
{
    [Function("StartupTimerProbe")]
    public void Run([TimerTrigger("0 0 * * * *", RunOnStartup = true)] TimerInfo timer)
    {
        recorder.Add($"past due {timer.IsPastDue}");
        throw new InvalidOperationException("as told");
    }
}
