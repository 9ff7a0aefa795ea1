using CsCheck;
using PolicyNotify.Changes.Comparison;

namespace PolicyNotify.Tests.Comparison;

public sealed class SequenceMatcherTests
{
    private static readonly Gen<int[]> Sequences = Gen.Int[1, 12].Array[0, 40];

    [Fact]
    public void Partners_are_equal_and_rise_on_both_sides() =>
        Gen.Select(Sequences, Sequences).Sample((old, @new) =>
        {
            AssertIsMatch(old, @new, SequenceMatcher.Match(old, @new));
        });

    [Fact]
    public void Long_sequences_are_anchored_and_still_match_in_order()
    {
        var old = Enumerable.Range(1, 4_000).ToArray();
        var @new = old.Where(value => value % 7 != 0).SelectMany(value => value % 11 == 0 ? (int[])[value, 100_000 + value] : [value]).ToArray();

        var partners = SequenceMatcher.Match(old, @new);

        AssertIsMatch(old, @new, partners);
        Assert.Equal(old.Count(value => value % 7 != 0), partners.Count(partner => partner >= 0));
    }

    [Fact]
    public void A_hundred_thousand_equal_elements_match_although_none_is_unique()
    {
        var old = Enumerable.Repeat(1, 100_000).ToArray();
        int[] @new = [2, .. Enumerable.Repeat(1, 50_000), 2, .. Enumerable.Repeat(1, 49_999), 2];

        var partners = SequenceMatcher.Match(old, @new);

        AssertIsMatch(old, @new, partners);
        Assert.Equal(99_999, partners.Count(partner => partner >= 0));
    }

    private static void AssertIsMatch(int[] old, int[] @new, int[] partners)
    {
        var last = -1;
        for (var i = 0; i < old.Length; i++)
        {
            if (partners[i] < 0)
                continue;
            Assert.True(partners[i] > last);
            Assert.Equal(old[i], @new[partners[i]]);
            last = partners[i];
        }
    }
}
