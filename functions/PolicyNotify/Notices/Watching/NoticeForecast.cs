namespace PolicyNotify.Notices.Watching;

/// <summary>Whether everybody will have been told in time.</summary>
/// <param name="Risk">Why not; none when they will.</param>
/// <param name="Because">The same in words, with what to do; null without a risk.</param>
/// <param name="PerSecond">People told in a second, measured over the last while; null before there is anything to measure.</param>
/// <param name="DoneAt">When the last one is told if it goes on like this, in UTC; null when that cannot be said.</param>
public sealed record NoticeForecast(NoticeRisk Risk, string? Because, double? PerSecond, DateTimeOffset? DoneAt)
{
    /// <summary>Nothing is left to foresee.</summary>
    public static NoticeForecast Clear { get; } = new(NoticeRisk.None, null, null, null);

    /// <summary>Whether the last moment may be missed.</summary>
    public bool AtRisk => Risk is not NoticeRisk.None;
}
