namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function learns about its run.</summary>
public sealed class TimerInfo
{
    /// <summary>When the schedule last ran and will run next; null for schedules under a minute.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run comes later than scheduled, such as the first after a stop.</summary>
    public bool IsPastDue { get; set; }
}
