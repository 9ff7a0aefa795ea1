using PolicyNotify.Clock;
using PolicyNotify.Problems;

namespace PolicyNotify.Tests.Clock;

public sealed class ClockMoveTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("P31D", 31 * 24 * 60)]
    [InlineData("P2W", 14 * 24 * 60)]
    [InlineData("PT90M", 90)]
    [InlineData("P1DT1H", 25 * 60)]
    public void A_duration_is_added(string advance, int minutes) => Assert.Equal(Now.AddMinutes(minutes), new ClockMove(advance, null).Target(Now));

    [Fact]
    public void A_moment_is_taken_as_it_is() => Assert.Equal(Now.AddDays(3), new ClockMove(null, Now.AddDays(3)).Target(Now));

    [Theory]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("-P1D")]
    [InlineData("31 days")]
    [InlineData("")]
    [InlineData("P9999D")]
    public void Anything_else_is_refused_with_an_example(string advance)
    {
        var rejected = Assert.Throws<RejectedInputException>(() => new ClockMove(advance, null).Target(Now));

        Assert.Equal("advance", Assert.Single(rejected.Diagnostics).Field);
    }

    [Fact]
    public void Neither_or_both_are_refused()
    {
        Assert.Throws<RejectedInputException>(() => new ClockMove(null, null).Target(Now));
        Assert.Throws<RejectedInputException>(() => new ClockMove("P1D", Now).Target(Now));
    }

    [Fact]
    public void A_moment_more_than_ten_years_away_is_refused() =>
        Assert.Throws<RejectedInputException>(() => new ClockMove(null, DateTimeOffset.MaxValue).Target(Now));
}
