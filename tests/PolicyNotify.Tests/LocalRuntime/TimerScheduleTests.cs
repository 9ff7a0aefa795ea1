using Microsoft.Extensions.Configuration;
using PolicyNotify.LocalRuntime;
using PolicyNotify.LocalRuntime.Timers;

namespace PolicyNotify.Tests.LocalRuntime;

public sealed class TimerScheduleTests
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 2, 9, 30, 15, TimeSpan.Zero);

    [Fact]
    public void The_next_occurrence_is_after_the_moment_and_never_at_it()
    {
        var schedule = Parse("0 * * * * *");

        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 31, 0, TimeSpan.Zero), schedule.After(Moment));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 9, 32, 0, TimeSpan.Zero), schedule.After(schedule.After(Moment)));
    }

    [Theory]
    [InlineData("0 * * * * *", false)]
    [InlineData("59 * * * * *", false)]
    [InlineData("*/30 * * * * *", true)]
    public void Only_what_comes_faster_than_a_minute_goes_unremembered(string text, bool expected) =>
        Assert.Equal(expected, Parse(text).IsUnderAMinute(Moment));

    [Fact]
    public void A_schedule_may_be_a_setting() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 4, 0, 0, TimeSpan.Zero), Parse("%Nightly%", new() { ["Nightly"] = "0 0 4 * * *" }).After(Moment));

    [Theory]
    [InlineData("* * * * *", "six-field")]
    [InlineData("every minute", "six-field")]
    [InlineData("%Nightly%", "Nightly")]
    public void What_cannot_be_read_is_refused_with_the_functions_name(string text, string complaint)
    {
        var failure = Assert.Throws<LocalRuntimeException>(() => Parse(text));

        Assert.Contains("Sweep", failure.Message, StringComparison.Ordinal);
        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
    }

    private static TimerSchedule Parse(string text, Dictionary<string, string?>? settings = null) =>
        TimerSchedule.Parse(text, "Sweep", new ConfigurationBuilder().AddInMemoryCollection(settings ?? []).Build());
}
