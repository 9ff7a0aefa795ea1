using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Mailing;

namespace PolicyNotify.Tests.Notices;

public sealed class SendPaceTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turns_come_no_faster_than_the_operator_allows()
    {
        var pace = Pace(perSecond: 2);
        await pace.WaitAsync(Cancellation);
        var second = pace.WaitAsync(Cancellation);

        clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(second.IsCompleted, "the second turn came early");

        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await second);
    }

    [Fact]
    public async Task Without_a_limit_every_turn_is_there_at_once() =>
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Pace(perSecond: 0).WaitAsync(Cancellation))), later => Assert.Null(later));

    [Fact]
    public async Task Whoever_would_wait_long_is_told_when_to_come_again()
    {
        var pace = Pace(perSecond: 0);
        var later = clock.GetUtcNow().AddMinutes(2);
        pace.CloseUntil(later);

        Assert.Equal(later, await pace.WaitAsync(Cancellation));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await pace.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task A_shorter_pause_does_not_undo_a_longer_one()
    {
        var pace = Pace(perSecond: 0);
        var later = clock.GetUtcNow().AddMinutes(2);
        pace.CloseUntil(later);
        pace.CloseUntil(clock.GetUtcNow().AddMinutes(1));

        Assert.Equal(later, await pace.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_keeps_nobody_waiting_until_it_has_caught_up()
    {
        var pace = Pace(perSecond: 2);
        await pace.WaitAsync(Cancellation);
        pace.CloseUntil(clock.GetUtcNow().AddMinutes(2));

        clock.AdjustTime(clock.GetUtcNow().AddHours(-1));

        Assert.Equal(clock.GetUtcNow().AddMinutes(2), await pace.WaitAsync(Cancellation));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await pace.WaitAsync(Cancellation));
    }

    private SendPace Pace(int perSecond) => new(Options.Create(new NoticeOptions { MaximumPerSecond = perSecond }), clock);
}
