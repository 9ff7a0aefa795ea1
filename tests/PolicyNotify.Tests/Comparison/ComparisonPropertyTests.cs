using CsCheck;
using PolicyNotify.Changes.Comparison;
using PolicyNotify.Tests.Documents;

namespace PolicyNotify.Tests.Comparison;

public sealed class ComparisonPropertyTests
{
    [Fact]
    public void Comparing_any_text_with_itself_is_empty() =>
        GeneratedPolicies.Blocks.Sample(blocks =>
            Policies.Compare(GeneratedPolicies.Join(blocks), GeneratedPolicies.Join(blocks)).Changes.Count == 0);

    [Fact]
    public void Swapping_the_texts_swaps_additions_and_removals_and_nothing_else() =>
        GeneratedPolicies.Pairs.Sample(pair =>
        {
            var forth = Policies.Compare(pair.Old, pair.New).Alignment.Select(change => Describe(change, isSwapped: false));
            var back = Policies.Compare(pair.New, pair.Old).Alignment.Select(change => Describe(change, isSwapped: true));
            Assert.Equal(forth.Order(StringComparer.Ordinal), back.Order(StringComparer.Ordinal));
        });

    [Fact]
    public void Every_clause_of_both_texts_stands_in_exactly_one_change() =>
        GeneratedPolicies.Pairs.Sample(pair =>
        {
            var comparison = Policies.Compare(pair.Old, pair.New);
            Assert.Equal(
                Enumerable.Range(0, comparison.Old.Clauses.Count),
                comparison.Alignment.SelectMany(change => change.Old).Select(clause => clause.Index).Order());
            Assert.Equal(
                Enumerable.Range(0, comparison.New.Clauses.Count),
                comparison.Alignment.SelectMany(change => change.New).Select(clause => clause.Index));
        });

    [Theory]
    [InlineData("wrap")]
    [InlineData("quotes")]
    [InlineData("markers")]
    [InlineData("numbers")]
    [InlineData("emphasis")]
    [InlineData("spacing")]
    [InlineData("newlines")]
    [InlineData("comment")]
    public void A_change_of_form_changes_nothing_that_is_said(string mutation) =>
        GeneratedPolicies.Blocks.Sample(blocks =>
        {
            var old = GeneratedPolicies.Join(blocks);
            var @new = GeneratedPolicies.Join(blocks.Select(block => Mutate(mutation, block)));
            @new = mutation == "newlines" ? @new.Replace("\n", "\r\n", StringComparison.Ordinal) : @new;
            Assert.All(Policies.Compare(old, @new).Changes, change => Assert.True(change.IsFormOnly, $"{change.Kind}: '{change.OldText}' / '{change.NewText}'"));
        });

    private static string Mutate(string mutation, string block)
    {
        var isText = char.IsLetter(block[0]) || block[0] is '*' or '[' or '“';
        return mutation switch
        {
            "wrap" when isText => block.Replace(" share", "\nshare", StringComparison.Ordinal).Replace(" data", "\n data", StringComparison.Ordinal),
            "quotes" when block[0] is not '`' => block.Replace('“', '"').Replace('”', '"').Replace('\'', '’'),
            "markers" when block[0] == '-' => $"\n{block}".Replace("\n- ", "\n* ", StringComparison.Ordinal)[1..],
            "numbers" when block[0] == '1' => block.Replace("1. ", "7) ", StringComparison.Ordinal).Replace("\n2. ", "\n8) ", StringComparison.Ordinal).Replace("\n3. ", "\n9) ", StringComparison.Ordinal),
            "numbers" when block[0] == '#' => block.Insert(block.IndexOf(' ', StringComparison.Ordinal), " 4.2"),
            "emphasis" when isText => block.Replace("data", "**data**", StringComparison.Ordinal).Replace("*only*", "_only_", StringComparison.Ordinal),
            "spacing" when isText => block.Replace(" ", "  ", StringComparison.Ordinal) + "  \n",
            "comment" => $"<!-- note -->\n\n{block}",
            _ => block,
        };
    }

    private static string Describe(ClauseChange change, bool isSwapped)
    {
        var kind = change.Kind switch
        {
            ClauseChangeKind.Added when isSwapped => ClauseChangeKind.Removed,
            ClauseChangeKind.Removed when isSwapped => ClauseChangeKind.Added,
            var other => other,
        };
        var (old, @new) = isSwapped ? (change.NewText, change.OldText) : (change.OldText, change.NewText);
        var words = change.Words.Select(word => isSwapped ? $"{word.NewText}>{word.OldText}" : $"{word.OldText}>{word.NewText}");
        return $"{kind} {change.IsMoved}: {old} > {@new} [{string.Join("; ", words)}]";
    }
}
