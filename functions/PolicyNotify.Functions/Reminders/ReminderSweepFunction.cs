using Microsoft.Azure.Functions.Worker;
using PolicyNotify.Reminders;

namespace PolicyNotify.Functions.Reminders;

/// <summary>Plans and starts reminders, and finds what a lost message or a crash left undone.</summary>
public sealed class ReminderSweepFunction(ReminderService reminders)
{
    /// <summary>Runs every minute, between the sweep of the notices and their watch.</summary>
    [Function("ReminderSweep")]
    public Task RunAsync([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        _ = timer;
        return reminders.SweepAsync(cancellationToken);
    }
}
