using Microsoft.Azure.Functions.Worker;

namespace PolicyNotify.Tests.LocalRuntime;

/// <summary>Ticks each hour.</summary>
public sealed class TimerProbe(Recorder recorder, TimeProvider clock)
{
    [Function("TimerProbe")]
    public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) =>
        recorder.Add($"{clock.GetUtcNow():HH:mm} past due {timer.IsPastDue} last {Last(timer)} next {timer.ScheduleStatus?.Next:HH:mm}");

    private static string Last(TimerInfo timer) =>
        timer.ScheduleStatus is { Last: var last } && last != default ? $"{last:HH:mm}" : "never";
}
