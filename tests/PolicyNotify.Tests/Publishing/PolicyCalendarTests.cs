using CsCheck;
using PolicyNotify.Publishing;

namespace PolicyNotify.Tests.Publishing;

public sealed class PolicyCalendarTests
{
    // Changes at two in the morning, at midnight, by half an hour, never, by 45 minutes of offset, and a day that was left out for good.
    private static readonly string[] Names =
    [
        "Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo", "America/Havana", "Asia/Beirut", "America/New_York",
        "Pacific/Apia", "UTC",
    ];

    // Enough to meet the days of a clock change, which are two in a year, some hundred times.
    private const int Samples = 50_000;

    private static readonly Gen<string> Zones = Gen.Int[0, Names.Length - 1].Select(index => Names[index]);

    private static readonly Gen<DateTimeOffset> Moments =
        Gen.Long[new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks, new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks]
            .Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    [Fact]
    public void Every_moment_lies_in_the_day_it_is_said_to_fall_on() =>
        Gen.Select(Zones, Moments).Sample((zone, moment) =>
        {
            var calendar = new PolicyCalendar(zone);
            var day = calendar.DayOf(moment);
            return calendar.StartOf(day) <= moment && moment < calendar.StartOf(day.AddDays(1));
        }, iter: Samples);

    [Fact]
    public void A_day_starts_with_its_first_moment_and_the_moment_before_belongs_to_the_day_before() =>
        Gen.Select(Zones, Moments).Sample((zone, moment) =>
        {
            var calendar = new PolicyCalendar(zone);
            var day = calendar.DayOf(moment);
            var start = calendar.StartOf(day);
            return calendar.DayOf(start) == day && calendar.DayOf(start.AddTicks(-1)) < day;
        }, iter: Samples);

    [Fact]
    public void Between_the_notice_and_the_effective_date_lie_the_full_days_and_a_day_earlier_they_would_not() =>
        Gen.Select(Zones, Moments, Gen.Int[1, 60]).Sample((zone, notice, days) =>
        {
            var calendar = new PolicyCalendar(zone);
            var effective = calendar.DayAfterFullDays(notice, days);
            var firstFullDay = calendar.DayOf(notice).AddDays(1);
            return calendar.StartOf(firstFullDay) > notice
                && effective.DayNumber - firstFullDay.DayNumber == days
                && effective.AddDays(-1).DayNumber - firstFullDay.DayNumber < days;
        }, iter: Samples);

    [Fact]
    public void A_period_runs_to_the_end_of_its_last_day() =>
        Gen.Select(Zones, Moments, Gen.Int[1, 60]).Sample((zone, notice, days) =>
        {
            var calendar = new PolicyCalendar(zone);
            var day = calendar.DayOf(notice);
            var end = calendar.EndOfPeriod(day, days);
            return calendar.DayOf(end.AddTicks(-1)) <= day.AddDays(days) && calendar.DayOf(end) > day.AddDays(days);
        }, iter: Samples);

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", 25)]
    [InlineData("America/Santiago", "2025-09-07", "2025-09-07T04:00:00Z", 23)]
    [InlineData("America/Santiago", "2026-04-04", "2026-04-04T03:00:00Z", 25)]
    [InlineData("America/Havana", "2025-11-02", "2025-11-02T04:00:00Z", 25)]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", 0)]
    [InlineData("Asia/Kathmandu", "2026-03-29", "2026-03-28T18:15:00Z", 24)]
    public void Days_of_a_clock_change_start_when_they_do_and_last_as_long_as_they_do(string zone, string day, string start, int hours)
    {
        var calendar = new PolicyCalendar(zone);
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture), calendar.StartOf(date));
        Assert.Equal(TimeSpan.FromHours(hours), calendar.StartOf(date.AddDays(1)) - calendar.StartOf(date));
    }

    [Fact]
    public void There_is_no_calendar_of_a_zone_that_does_not_exist() =>
        Assert.Throws<TimeZoneNotFoundException>(() => new PolicyCalendar("Mars/Olympus"));
}
