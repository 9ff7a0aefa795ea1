namespace PolicyNotify.LocalRuntime.Timers;

/// <summary>What is remembered of a schedule, in UTC.</summary>
internal sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated);
