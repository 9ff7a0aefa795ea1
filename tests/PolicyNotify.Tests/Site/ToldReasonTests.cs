using PolicyNotify.Changes;
using PolicyNotify.Changes.Classification;
using PolicyNotify.Site;

namespace PolicyNotify.Tests.Site;

public sealed class ToldReasonTests
{
    [Fact]
    public void Beside_a_significant_reason_minor_ones_are_not_told() =>
        Assert.Equal(["Keeping: Logs stay longer."], Tell(
            Reason(Significance.Significant, "Logs stay longer.", "Our policy › Keeping"), Reason(Significance.Minor, "A comma moved.", "Rest")));

    [Fact]
    public void Of_a_minor_change_every_reason_but_those_about_the_file_itself_is_told() =>
        Assert.Equal(["Rest: A comma moved.", "A name changed."], Tell(
            Reason(Significance.Minor, "A comma moved.", "Rest"),
            Reason(Significance.Minor, "A name changed.", ""),
            Reason(Significance.Minor, "Only the head of the file differs.", "", ReasonCategory.Metadata)));

    [Fact]
    public void The_same_reason_is_told_once() =>
        Assert.Single(Tell(Reason(Significance.Minor, "A comma moved.", "Rest"), Reason(Significance.Minor, "A comma moved.", "Rest")));

    [Fact]
    public void A_long_list_ends_with_how_much_was_left_out()
    {
        var told = Tell([.. Enumerable.Range(1, 20).Select(number => Reason(Significance.Significant, $"Change {number}.", ""))]);

        Assert.Equal(9, told.Count);
        Assert.Equal("There are 12 more; the comparison shows them all.", told[^1]);
    }

    private static List<string> Tell(params Reason[] reasons) => [.. VersionReasons.Tell(reasons).Select(reason => reason.ToString())];

    private static Reason Reason(Significance significance, string message, string section, ReasonCategory category = ReasonCategory.Retention) =>
        new(category, "rule", significance, message, section, null, null);
}
