using Azure;
using PolicyNotify.Evidence;

namespace PolicyNotify.Notices.Watching;

/// <summary>What the watch remembers of a notice from one minute to the next.</summary>
/// <param name="Samples">Progress of the present stretch of mailing.</param>
/// <param name="Risk">What legal was told of.</param>
/// <param name="RiskSince">Since when; null without a risk.</param>
/// <param name="HeldSince">Since when the guard holds the version; null while it does not.</param>
/// <param name="ETag">The row's tag; null before it is stored.</param>
internal sealed record WatchRecord(IReadOnlyList<ProgressSample> Samples, NoticeRisk Risk, DateTimeOffset? RiskSince, DateTimeOffset? HeldSince, ETag? ETag)
{
    private const int MostSamples = 300;

    private static readonly TimeSpan BetweenSamples = TimeSpan.FromMinutes(5);

    public static WatchRecord New { get; } = new([], NoticeRisk.None, null, null, null);

    /// <summary>Since when the risk that legal was told of is not foreseen any more; null while it is.</summary>
    public DateTimeOffset? ClearSince { get; init; }

    /// <summary>Entries for the audit log that are remembered with what they tell of, until they are in it.</summary>
    public IReadOnlyList<AuditEvent> Unrecorded { get; init; } = [];

    /// <summary>The record after another look: progress is remembered while mail goes out, and forgotten while it does not.</summary>
    public WatchRecord Saw(DateTimeOffset now, bool isMailing, long settled)
    {
        if (!isMailing)
        {
            return Samples.Count == 0 ? this : this with { Samples = [] };
        }

        return Samples.Count > 0 && now - Samples[^1].At < BetweenSamples
            ? this
            : this with { Samples = [.. Samples.TakeLast(MostSamples - 1), new(now, settled)] };
    }
}
