namespace PolicyNotify.LocalRuntime.Timers;

/// <summary>What is remembered of a schedule, in UTC.</summary>
/// <param name="Last">When it last ran; null before the first run.</param>
/// <param name="Next">When it is to run next.</param>
/// <param name="LastUpdated">When this was written.</param>
internal sealed record TimerStatus(DateTimeOffset? Last, DateTimeOffset Next, DateTimeOffset LastUpdated);
