using PolicyNotify.Replies.Judging.Phrases;

namespace PolicyNotify.Tests.Replies;

public sealed class PhraseFileTests
{
    private static readonly HashSet<string> None = [];

    [Theory]
    [InlineData("[objection]\n(close|end my account", "en.txt, line 2: '(close|end my account', column 22: '(' without ')'.")]
    [InlineData("[objection]\nclose) it", "'close) it', column 6: ')' without '('.")]
    [InlineData("# note\n\n[objection]\n_ my account", "line 4: ")]
    [InlineData("[objection]\nclose _", "does not end with a gap")]
    [InlineData("[objection]\n(close|) it", "an empty alternative")]
    [InlineData("[slips]\ncancel cancle", "line 2: a line of slips is a word, a colon")]
    [InlineData("[objektion]\nclose it", "there is no section 'objektion'")]
    public void A_wrong_line_is_named_with_what_is_wrong(string content, string message)
    {
        var failure = Assert.Throws<FormatException>(() => LanguageFile.Parse("en", content));

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("close _ my account", "close my account", 3)]
    [InlineData("close _ my account", "close right now please my account", 6)]
    [InlineData("close _ my account", "close one two three four my account", -1)]
    [InlineData("close _ my account", "close this, my account", -1)]
    [InlineData("close _ my account", "close not my account", -1)]
    [InlineData("(close|shut down) it please?", "shut down it please", 4)]
    [InlineData("(close|shut down) it please?", "close it", 2)]
    [InlineData("cancel* it", "cancelling it", 2)]
    [InlineData("kündige", "KÜNDIGE", 1)]
    [InlineData("kündige", "kundige", 1)]
    [InlineData("don't agree", "Don’t agree", 3)]
    public void A_phrase_matches_what_its_line_says(string phrase, string text, int end) =>
        Assert.Equal(end, PhraseParser.Parse(phrase).Match(Sentences.WordsOf(text), 0, new HashSet<string> { "not" }));

    [Fact]
    public void The_languages_that_ship_are_the_eight_promised_ones() =>
        Assert.Equal(["de", "en", "es", "fr", "it", "nl", "pl", "pt"], PhraseBooks.Load().Books.Select(book => book.Language));

    [Fact]
    public void An_optional_word_at_the_start_may_be_missing() =>
        Assert.Equal(1, PhraseParser.Parse("(kind|best)? regards").Match(Sentences.WordsOf("regards"), 0, None));
}
