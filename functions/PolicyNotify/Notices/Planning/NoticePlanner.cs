using PolicyNotify.Publishing;

namespace PolicyNotify.Notices.Planning;

/// <summary>Works out the dates of a notice from the version and the promised periods. Pure: the same input gives the same plan whenever it is made.</summary>
internal static class NoticePlanner
{
    public static NoticeDates Plan(PolicyVersion version, PublishingOptions periods, NoticeOptions options)
    {
        var calendar = new PolicyCalendar(version.TimeZone);
        var coolingOffUntil = version.PublishedAt.AddMinutes(periods.CoolingOffMinutes);

        // The day of the notice and the effective day both do not count as notice.
        var lastDayToTell = version.EffectiveOn.AddDays(-(periods.NoticeDays + 1));
        var starts = options.SlackDays is { } slack ? Later(coolingOffUntil, calendar.StartOf(lastDayToTell.AddDays(-slack))) : coolingOffUntil;
        return new(
            coolingOffUntil,
            starts,
            calendar.StartOf(lastDayToTell.AddDays(1)),
            version.EffectiveOn,
            version.EffectiveAt,
            ObjectionWindow.ClosesAt(calendar, toldAt: null, version.EffectiveOn, periods.ObjectionDays));
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
