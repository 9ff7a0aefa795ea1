namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the <see cref="TimerInfo"/> parameter of a function that a schedule starts.</summary>
/// <param name="schedule">Six fields of NCRONTAB (seconds first), in UTC, or <c>%Setting%</c> to read them from a setting.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>The schedule.</summary>
    public string Schedule { get; } = schedule ?? throw new ArgumentNullException(nameof(schedule));

    /// <summary>Whether to remember the last run, so that one missed during a stop is made up for; true by default, and never for schedules under a minute.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether to run at each start as well.</summary>
    public bool RunOnStartup { get; set; }
}
