namespace Microsoft.Azure.Functions.Worker;

/// <summary>The times of a schedule, in UTC.</summary>
public sealed class ScheduleStatus
{
    /// <summary>The last occurrence that was run.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next occurrence.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was written.</summary>
    public DateTime LastUpdated { get; set; }
}
