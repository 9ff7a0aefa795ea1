using PolicyNotify.Changes.Comparison;
using PolicyNotify.Changes.Redlines;
using PolicyNotify.Tests.Documents;

namespace PolicyNotify.Tests.Comparison;

/// <summary>Texts for which a careless comparison would take quadratic time; how long they take is measured by the compare benchmark.</summary>
public sealed class HostileTextTests
{
    [Fact]
    public void One_more_among_a_hundred_thousand_equal_lines_is_one_addition()
    {
        var change = Assert.Single(Policies.Compare(Repeat("- We keep it.\n", 100_000), Repeat("- We keep it.\n", 100_001)).Changes);

        Assert.Equal((ClauseChangeKind.Added, "We keep it."), (change.Kind, change.NewText));
    }

    [Fact]
    public void Every_second_of_many_equal_lines_replaced_is_told_line_by_line()
    {
        var changes = Policies.Compare(Repeat("- We keep it.\n", 20_000), Repeat("- We keep it.\n- Others lose that.\n", 10_000)).Changes;

        Assert.Equal(10_000, changes.Count(change => change.NewText == "Others lose that."));
    }

    [Fact]
    public void The_same_new_word_in_many_equal_paragraphs_is_a_rewording_of_each()
    {
        var changes = Policies.Compare(Repeat("We keep it here.\n\n", 20_000), Repeat("We keep it all here.\n\n", 20_000)).Changes;

        Assert.Equal((20_000, ClauseChangeKind.Reworded, "all"), (changes.Count, changes[^1].Kind, changes[^1].Words[0].NewText));
    }

    [Fact]
    public void A_single_word_changed_in_a_paragraph_of_a_megabyte_is_found()
    {
        var words = string.Join(' ', Enumerable.Range(0, 140_000).Select(number => $"w{number % 5_000}"));
        var change = Assert.Single(Policies.Compare(words + " may", words.Replace("w4999 w0 w1 w2", "w4999 w0 never w2", StringComparison.Ordinal) + " will").Changes);

        Assert.Equal(("may", "will"), (change.Words[^1].OldText, change.Words[^1].NewText));
        Assert.Equal(28, change.Words.Count);
    }

    [Fact]
    public void A_long_paragraph_turned_around_is_still_rebuilt()
    {
        var words = Enumerable.Range(0, 30_000).Select(number => $"w{number % 977}").ToArray();
        var (old, @new) = (string.Join(' ', words), string.Join(' ', words.Reverse()));
        var redline = Redline.Create(Policies.Compare(old, @new));

        Assert.Equal((old, @new), (redline.RebuildOld(), redline.RebuildNew()));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("](")]
    [InlineData("![a](")]
    [InlineData("*a ")]
    [InlineData("<")]
    [InlineData("<!--")]
    [InlineData("<a href=")]
    [InlineData("{{")]
    [InlineData("{%")]
    [InlineData("`")]
    [InlineData("&")]
    [InlineData("&#")]
    [InlineData("_a_")]
    [InlineData("a/")]
    [InlineData("\\")]
    [InlineData("1.1.")]
    [InlineData("|-|\n")]
    [InlineData("a|\n-|\n\n")]
    public void Marks_that_never_close_are_read_and_rebuilt(string mark)
    {
        var (old, @new) = (Repeat(mark, 60_000) + "end", "start " + Repeat(mark, 60_000));
        var redline = Redline.Create(Policies.Compare(old, @new));

        Assert.Equal((old, @new), (redline.RebuildOld(), redline.RebuildNew()));
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
