using CsCheck;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Notices.Watching;

namespace PolicyNotify.Tests.Notices.Watching;

public sealed class NoticeForecasterTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset TellBy = Start.AddHours(40);
    private static readonly NoticeDates Dates = new(Start, Start, TellBy, new DateOnly(2026, 4, 4), TellBy.AddDays(31), TellBy.AddDays(62));

    // 1,000 told in the last hour, so many more to tell, so many seconds left.
    [Theory]
    [InlineData(10_000, 36_000, NoticeRisk.None)]
    [InlineData(10_000, 35_999, NoticeRisk.TooSlow)]
    [InlineData(1, 4, NoticeRisk.None)]
    [InlineData(1, 3, NoticeRisk.TooSlow)]
    public void Mailing_is_at_risk_when_the_present_rate_ends_after_the_last_moment(long pending, int secondsLeft, NoticeRisk risk)
    {
        var now = TellBy.AddSeconds(-secondsLeft);
        var samples = Enumerable.Range(1, 24).Select(step => new ProgressSample(now.AddHours(-step), 50_000 - (step * 1_000))).Reverse().ToList();

        var forecast = NoticeForecaster.Of(Outlook(NoticeState.Mailing, now, pending) with { Settled = 50_000, Samples = samples });

        Assert.Equal(risk, forecast.Risk);
        Assert.Equal(1_000 / 3_600.0, forecast.PerSecond!.Value, 1e-9);
        Assert.Equal(forecast.AtRisk, forecast.DoneAt > TellBy);
        Assert.Equal(forecast.AtRisk, forecast.Because is not null);
    }

    [Theory]
    [InlineData(14, NoticeRisk.None)]
    [InlineData(15, NoticeRisk.NotStarted)]
    public void A_start_that_does_not_come_is_a_risk_after_a_quarter_of_an_hour(int minutes, NoticeRisk risk) =>
        Assert.Equal(risk, NoticeForecaster.Of(Outlook(NoticeState.Planned, Start.AddMinutes(minutes), 10)).Risk);

    [Theory]
    [InlineData(59, NoticeRisk.None)]
    [InlineData(60, NoticeRisk.NotStarted)]
    public void Mailing_that_tells_nobody_for_an_hour_after_its_start_is_a_risk(int minutes, NoticeRisk risk) => Assert.Equal(
        risk, NoticeForecaster.Of(Outlook(NoticeState.Mailing, Start.AddMinutes(minutes), 10) with { Samples = [new(Start, 0)] }).Risk);

    // 20 hours left: silence of a quarter of that, five hours, is too long; a shorter one may be a mail server that puts a few off.
    [Theory]
    [InlineData(299, NoticeRisk.None)]
    [InlineData(300, NoticeRisk.TooSlow)]
    public void A_few_who_are_put_off_are_a_risk_once_the_silence_lasts_a_quarter_of_the_time_left(int minutes, NoticeRisk risk)
    {
        var now = TellBy.AddHours(-20);

        Assert.Equal(risk, NoticeForecaster.Of(Outlook(NoticeState.Mailing, now, 3) with { Settled = 997, Samples = [new(now.AddMinutes(-minutes), 997)] }).Risk);
    }

    // 72,000 people at 20 a second take an hour; with twelve hours to decide, 13 hours must be left.
    [Theory]
    [InlineData(NoticeState.Paused, 13.01, NoticeRisk.None)]
    [InlineData(NoticeState.Paused, 13, NoticeRisk.Paused)]
    [InlineData(NoticeState.AwaitingApproval, 13.01, NoticeRisk.None)]
    [InlineData(NoticeState.AwaitingApproval, 13, NoticeRisk.AwaitingApproval)]
    [InlineData(NoticeState.Held, 13.01, NoticeRisk.None)]
    [InlineData(NoticeState.Held, 13, NoticeRisk.OnHold)]
    public void What_waits_for_people_is_a_risk_while_they_can_still_decide(NoticeState state, double hoursLeft, NoticeRisk risk) =>
        Assert.Equal(risk, NoticeForecaster.Of(Outlook(state, TellBy.AddHours(-hoursLeft), 72_000)).Risk);

    [Fact]
    public void An_edition_that_waits_for_approval_is_a_risk_also_when_everybody_has_an_earlier_one() => Assert.Equal(
        NoticeRisk.AwaitingApproval, NoticeForecaster.Of(Outlook(NoticeState.AwaitingApproval, TellBy.AddHours(-1), 0) with { WasTold = true }).Risk);

    [Theory]
    [InlineData(-60, NoticeRisk.None)]
    [InlineData(0, NoticeRisk.Late)]
    public void From_the_last_moment_on_it_is_late(int seconds, NoticeRisk risk)
    {
        var now = TellBy.AddSeconds(seconds);

        Assert.Equal(risk, NoticeForecaster.Of(Outlook(NoticeState.Mailing, now, 1) with { Settled = 10_000_000, Samples = [new(now.AddHours(-1), 0)] }).Risk);
    }

    [Fact]
    public void A_plan_that_cannot_be_kept_is_a_risk_before_it_starts()
    {
        var before = Outlook(NoticeState.CoolingOff, Start.AddHours(-1), 40 * 3600 * 20);

        Assert.Equal(NoticeRisk.None, NoticeForecaster.Of(before).Risk);
        Assert.Equal(NoticeRisk.TooSlow, NoticeForecaster.Of(before with { Pending = before.Pending + 20 }).Risk);
    }

    [Theory]
    [InlineData(NoticeState.Completed, 5, false)]
    [InlineData(NoticeState.Cancelled, 5, false)]
    [InlineData(NoticeState.Mailing, 0, false)]
    [InlineData(NoticeState.Mailing, 5, true)]
    public void Nothing_is_at_risk_where_nobody_is_to_be_told_any_more(NoticeState state, long pending, bool wasTold) =>
        Assert.Equal(NoticeForecast.Clear, NoticeForecaster.Of(Outlook(state, TellBy.AddHours(1), pending) with { WasTold = wasTold }));

    [Fact]
    public void More_to_do_never_lessens_a_risk_and_no_figures_break_the_forecast() => Gen
        .Select(Gen.Enum<NoticeState>(), Gen.Int[-100_000, 400_000], Gen.Long[0, long.MaxValue / 4], Gen.Long[0, 1_000_000], Gen.Int[0, 90_000], Gen.Int[1, 1000])
        .Sample((state, secondsAfterStart, pending, settled, sampleAge, rate) =>
        {
            var now = Start.AddSeconds(secondsAfterStart);
            var outlook = Outlook(state, now, pending) with { Settled = settled, Samples = [new(now.AddSeconds(-sampleAge), settled / 2)], ExpectedPerSecond = rate };
            var forecast = NoticeForecaster.Of(outlook);
            Assert.Equal(forecast.AtRisk, forecast.Because is not null);
            if (forecast.AtRisk)
            {
                Assert.True(NoticeForecaster.Of(outlook with { Pending = pending + 1 + (pending / 2) }).AtRisk);
            }
        });

    private static NoticeOutlook Outlook(NoticeState state, DateTimeOffset now, long pending) =>
        new(now, state, Dates, WasTold: false, 0, pending, [], ExpectedPerSecond: 20, Reserve: TimeSpan.FromHours(12));
}
