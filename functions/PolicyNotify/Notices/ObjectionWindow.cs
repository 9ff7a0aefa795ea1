using PolicyNotify.Publishing;

namespace PolicyNotify.Notices;

/// <summary>How long a person may object.</summary>
internal static class ObjectionWindow
{
    /// <summary>
    /// The first moment at which an objection comes too late: after the last of <paramref name="days"/> full days that follow the person's
    /// notice or the effective date, whichever is later. An acceptance that is not known (null) leaves the effective date to decide.
    /// </summary>
    public static DateTimeOffset ClosesAt(PolicyCalendar calendar, DateTimeOffset? toldAt, DateOnly effectiveOn, int days)
    {
        var from = toldAt is { } moment && calendar.DayOf(moment) > effectiveOn ? calendar.DayOf(moment) : effectiveOn;
        return calendar.EndOfPeriod(from, days);
    }
}
