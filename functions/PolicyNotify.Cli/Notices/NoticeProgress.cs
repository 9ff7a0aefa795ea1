using PolicyNotify.Cli.Terminal;
using PolicyNotify.Notices;

namespace PolicyNotify.Cli.Notices;

/// <summary>Tells from one look to the next how fast a notice goes and when it will be done.</summary>
internal sealed class NoticeProgress
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    private readonly Queue<(DateTimeOffset At, long Settled)> seen = new();

    /// <summary>People settled in a second: as watched for up to two minutes, and before that as the service has measured.</summary>
    public double? PerSecond { get; private set; }

    /// <summary>When the last one is settled if it goes on like this, by the service's clock; null when that cannot be said.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <param name="now">The moment by our own clock, which measures the rate: the service's may be moved.</param>
    /// <param name="notice">What was seen.</param>
    public void Saw(DateTimeOffset now, NoticeView notice)
    {
        var settled = notice.Counts.Accepted + notice.Counts.Refused;
        while (seen.Count > 0 && now - seen.Peek().At > Memory)
            seen.Dequeue();
        var watched = seen.Count > 0 && now > seen.Peek().At ? (settled - seen.Peek().Settled) / (now - seen.Peek().At).TotalSeconds : (double?)null;
        seen.Enqueue((now, settled));
        PerSecond = watched > 0 ? watched : notice.Forecast.PerSecond ?? watched;
        DoneAt = PerSecond > 0 && notice.Counts.Pending > 0 && notice.Counts.Pending / PerSecond.Value < TimeSpan.FromDays(3650).TotalSeconds
            ? notice.AsOf.AddSeconds(notice.Counts.Pending / PerSecond.Value)
            : null;
    }

    /// <summary>The same in half a terminal's width, beside a progress bar.</summary>
    public string ShortLine(NoticeView notice)
    {
        var rate = PerSecond is { } known && notice.Counts.Pending > 0 ? $", {known.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)}/s" : "";
        var left = DoneAt is { } done && done > notice.AsOf ? $", {Left(done - notice.AsOf)} left" : "";
        return $"{NoticeWords.State(notice)} {Words.Of(notice.Counts.Accepted + notice.Counts.Refused)}/{Words.Of(notice.Counts.Verified)}{rate}{left}";
    }

    /// <summary>One line: state, counts, rate, end.</summary>
    public string Line(NoticeView notice)
    {
        var counts = notice.Counts;
        var parts = new List<string>
        {
            NoticeWords.State(notice),
            $"{Words.Of(counts.Accepted)} of {Words.Of(counts.Verified)} told",
            $"{Words.Of(counts.Pending)} to do",
            $"{Words.Of(counts.Refused)} refused",
        };
        if (counts.Unknown > 0)
            parts.Add($"{Words.Of(counts.Unknown)} unknown");
        if (PerSecond is { } rate && counts.Pending > 0)
            parts.Add($"{rate.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)} a second");
        if (DoneAt is { } done)
            parts.Add($"done about {Words.Of(done)}");
        return string.Join(", ", parts);
    }

    private static string Left(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => $"{(int)Math.Ceiling(time.TotalSeconds)} s",
        { TotalHours: < 2 } => $"{(int)time.TotalMinutes} min",
        { TotalDays: < 2 } => $"{(int)time.TotalHours} h",
        _ => $"{(int)time.TotalDays} days",
    };
}
