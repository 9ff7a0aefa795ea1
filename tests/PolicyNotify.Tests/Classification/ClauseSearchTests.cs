using PolicyNotify.Changes.Classification.Judging;

namespace PolicyNotify.Tests.Classification;

public sealed class ClauseSearchTests
{
    private const string Text =
        "# Sharing\n\nWe MISINFORM nobody.\n\n- Information about your device\n- Ko\u212Aies, co\u017Ft and d\u0131gits\n\nNo 1.5 GB, no e-mail's end.\n\n| INFO | b |\n|---|---|\n| \u00DCbermittlung | ab |\n\nab\n";

    [Theory]
    [InlineData("inform")]
    [InlineData("Inform", "devi")]
    [InlineData("info")]
    [InlineData("ab")]
    [InlineData("kokies", "cost")]
    [InlineData("email", "e-mail")]
    [InlineData("mail's")]
    [InlineData("\u00FCberm")]
    [InlineData("nowhere")]
    [InlineData("1.5 G", "nobody.")]
    [InlineData("")]
    public void The_clauses_found_are_those_that_a_plain_search_finds(params string[] letters)
    {
        var document = Judged.Read("text.md", Text);
        var search = new ClauseSearch(document);

        var found = search.Containing(letters).Select(clause => clause.Index);

        Assert.Equal(document.Clauses.Where(clause => letters.Any(one => clause.Source.Contains(one, StringComparison.OrdinalIgnoreCase))).Select(clause => clause.Index), found);
    }

    [Fact]
    public void A_text_of_more_clauses_than_bits_in_a_word_is_searched_to_its_end()
    {
        var document = Judged.Read("text.md", string.Concat(Enumerable.Range(0, 200).Select(i => $"Clause{(i % 67 == 0 ? " marked" : "")} {i}.\n\n")));

        Assert.Equal([0, 67, 134], new ClauseSearch(document).Containing(["marked"]).Select(clause => clause.Index));
        Assert.Equal(200, new ClauseSearch(document).Containing(["lause", "marked"]).Count());
    }
}
