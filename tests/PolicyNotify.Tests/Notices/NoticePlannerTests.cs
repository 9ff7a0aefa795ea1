using PolicyNotify.Changes;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Publishing;

namespace PolicyNotify.Tests.Notices;

public sealed class NoticePlannerTests
{
    private static readonly DateTimeOffset Published = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Mailing_starts_when_the_cooling_off_is_over()
    {
        var dates = NoticePlanner.Plan(Version("Europe/Berlin", new DateOnly(2026, 4, 3)), new() { CoolingOffMinutes = 90 }, new());

        Assert.Equal(Published.AddMinutes(90), dates.CoolingOffUntil);
        Assert.Equal(Published.AddMinutes(90), dates.MailingStartsAt);
    }

    [Fact]
    public void The_last_moment_to_tell_leaves_thirty_full_days_before_the_effective_day()
    {
        var dates = NoticePlanner.Plan(Version("UTC", new DateOnly(2026, 4, 3)), new(), new());
        var calendar = new PolicyCalendar("UTC");

        Assert.Equal(new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero), dates.TellBy);
        Assert.Equal(new DateOnly(2026, 4, 3), calendar.DayAfterFullDays(dates.TellBy.AddTicks(-1), 30));
        Assert.Equal(new DateOnly(2026, 4, 4), calendar.DayAfterFullDays(dates.TellBy, 30));
    }

    [Fact]
    public void The_last_moment_to_tell_is_a_midnight_of_the_policys_time_zone_also_when_summer_time_begins_in_between()
    {
        var dates = NoticePlanner.Plan(Version("Europe/Berlin", new DateOnly(2026, 4, 30)), new(), new());

        // 30 March starts at 22:00 UTC of the 29th, hours after the clocks went forward; 31 March at 22:00 UTC of the 30th.
        Assert.Equal(new DateTimeOffset(2026, 3, 30, 22, 0, 0, TimeSpan.Zero), dates.TellBy);
    }

    [Fact]
    public void With_slack_mailing_waits_until_that_many_days_before_the_last_day_to_tell()
    {
        var dates = NoticePlanner.Plan(Version("UTC", new DateOnly(2026, 12, 1)), new(), new NoticeOptions { SlackDays = 7 });

        // The last day to tell is 31 October.
        Assert.Equal(new DateTimeOffset(2026, 10, 24, 0, 0, 0, TimeSpan.Zero), dates.MailingStartsAt);
    }

    [Fact]
    public void Slack_never_starts_the_mailing_within_the_cooling_off()
    {
        var dates = NoticePlanner.Plan(Version("UTC", new DateOnly(2026, 4, 3)), new(), new NoticeOptions { SlackDays = 7 });

        Assert.Equal(dates.CoolingOffUntil, dates.MailingStartsAt);
    }

    [Fact]
    public void Objections_close_after_the_last_day_of_the_period_that_follows_the_effective_day()
    {
        var dates = NoticePlanner.Plan(Version("UTC", new DateOnly(2026, 4, 3)), new(), new());

        Assert.Equal(new DateTimeOffset(2026, 5, 4, 0, 0, 0, TimeSpan.Zero), dates.ObjectionsCloseAt);
    }

    [Fact]
    public void Whoever_is_told_after_the_effective_day_may_object_from_that_day_on()
    {
        var calendar = new PolicyCalendar("UTC");
        var effective = new DateOnly(2026, 4, 3);

        Assert.Equal(
            new DateTimeOffset(2026, 5, 5, 0, 0, 0, TimeSpan.Zero),
            ObjectionWindow.ClosesAt(calendar, new DateTimeOffset(2026, 4, 4, 0, 0, 0, TimeSpan.Zero), effective, 30));
        Assert.Equal(
            new DateTimeOffset(2026, 5, 4, 0, 0, 0, TimeSpan.Zero),
            ObjectionWindow.ClosesAt(calendar, new DateTimeOffset(2026, 4, 3, 23, 59, 59, TimeSpan.Zero), effective, 30));
    }

    private static PolicyVersion Version(string zone, DateOnly effective) => new(
        DocumentId.Parse("privacy"), new VersionNumber(2, 0), "Privacy Policy", "en", TextHash.Of([1]), Significance.Significant, null, null,
        Published, "key:legal", effective, zone, new PolicyCalendar(zone).StartOf(effective), VersionState.Scheduled, null, null);
}
