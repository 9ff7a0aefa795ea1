using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Tests.Documents;

public sealed class PolicyLimitsTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\n")]
    public void An_empty_text_is_refused(string text) =>
        Assert.Equal("text-empty", Assert.Single(PolicyDocument.Parse("p.md", text).Diagnostics).Code);

    [Fact]
    public void A_text_of_two_megabytes_is_read_and_one_byte_more_is_refused()
    {
        var text = new string('a', PolicyDocument.MaxLength);

        Assert.True(PolicyDocument.Parse("p.md", text).IsUsable);
        Assert.Equal("text-size", Assert.Single(PolicyDocument.Parse("p.md", text + "a").Diagnostics).Code);
    }

    [Fact]
    public void The_size_counts_in_bytes_not_in_characters() =>
        Assert.False(PolicyDocument.Parse("p.md", new string('ü', (PolicyDocument.MaxLength / 2) + 1)).IsUsable);

    [Theory]
    [InlineData(">")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    public void Quotes_and_lists_nested_too_deeply_are_refused_with_a_diagnostic(string marker)
    {
        var result = PolicyDocument.Parse("p.md", string.Concat(Enumerable.Repeat(marker, 5_000)) + "text");

        Assert.Equal("text-depth", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void Fifty_levels_of_lists_are_read()
    {
        var text = string.Concat(Enumerable.Range(0, 50).Select(level => $"{new string(' ', level * 2)}- level {level}\n"));

        Assert.Equal(50, Policies.Read(text).Clauses.Count);
    }
}
