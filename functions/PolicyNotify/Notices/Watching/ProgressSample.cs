namespace PolicyNotify.Notices.Watching;

/// <summary>How many deliveries were settled at a moment.</summary>
internal sealed record ProgressSample(DateTimeOffset At, long Settled);
