using System.Globalization;
using PolicyNotify.Publishing;

namespace PolicyNotify.Site;

/// <summary>A day or a moment as people read it, with the form that programs read (the <c>datetime</c> attribute).</summary>
internal sealed record SiteDay(string Text, string Machine)
{
    public static SiteDay Of(DateOnly day) => new(
        day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The day on which a moment falls in a time zone.</summary>
    public static SiteDay Of(DateTimeOffset moment, string timeZone) => Of(new PolicyCalendar(timeZone).DayOf(moment));

    /// <summary>A moment to the minute, in a time zone.</summary>
    public static SiteDay OfMoment(DateTimeOffset moment, string timeZone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        return new(
            local.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture),
            local.ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture));
    }
}
