using PolicyNotify.Replies.Records;
using PolicyNotify.Replies.Resolving;
using PolicyNotify.Tests.Hosting;

namespace PolicyNotify.Tests.Replies;

public sealed class QuotedWordsTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1_000, 1_000, false)]
    [InlineData(1_001, 1_000, true)]
    [InlineData(20_000, 1_000, true)]
    public void A_sentence_is_kept_to_its_stated_length_with_an_ellipsis(int length, int kept, bool isCut)
    {
        var sentence = Assert.Single(QuotedWords.Of([new string('a', length)]));

        Assert.Equal(kept, sentence.Length);
        Assert.Equal(isCut, sentence.EndsWith('…'));
    }

    [Fact]
    public void No_letter_is_cut_in_two()
    {
        var sentence = Assert.Single(QuotedWords.Of([new string('a', 998) + "😀 and more"]));

        Assert.Equal(new string('a', 998) + "…", sentence);
    }

    [Theory]
    [InlineData(40, 40)]
    [InlineData(41, 40)]
    [InlineData(500, 40)]
    public void So_many_sentences_and_an_ellipsis_for_the_rest(int given, int kept)
    {
        var words = QuotedWords.Of(Enumerable.Range(1, given).Select(number => $"Sentence {number}."));

        Assert.Equal(kept, words.Count);
        Assert.Equal(given > kept ? "…" : "Sentence 40.", words[^1]);
        Assert.Equal(words, QuotedWords.Of([.. words, "Sentence 1."]));
    }

    [Fact]
    public async Task Whoever_writes_books_again_and_again_is_recorded_and_every_mail_stays_complete()
    {
        var journey = await ReplyJourney.StartAsync(azurite, Cancellation);
        await using var service = journey.Service;
        var book = string.Join(' ', Enumerable.Repeat("Word", 30_000));
        for (var mail = 1; mail <= 12; mail++)
        {
            var id = await ReplyResolutionTests.ReceiveAsync(journey, 1, $"{mail} {book}");
            await service.Get<ReplyResolver>().ResolveAsync(
                id, ReplyDecision.Read("objection", "Nora Daly", "She means it.", null, null), PolicyNotify.Evidence.Actor.Key("legal"), Cancellation);
        }

        var objection = Assert.Single(await journey.ObjectionsAsync(Cancellation));
        Assert.Equal(12, objection.Replies.Count);
        Assert.All(objection.Words, words => Assert.Equal(QuotedWords.LongestSentence, words.Length));
        await using var raw = await service.Get<PolicyNotify.Replies.Receiving.RawMailStore>().OpenAsync(objection.RawHash, Cancellation);
        Assert.InRange(raw.Length, book.Length, book.Length + 2_000);
    }
}
