namespace PolicyNotify.Replies.Records;

/// <summary>The sentences that an objection quotes, cut to what a row can hold and a person reads. The raw mails stay complete.</summary>
internal static class QuotedWords
{
    /// <summary>The most characters of one sentence, the ellipsis included.</summary>
    public const int LongestSentence = 1_000;

    /// <summary>The most sentences, over all mails.</summary>
    public const int MostSentences = 40;

    public const string Ellipsis = "…";

    /// <summary>The same sentences, each once and cut; where there are too many, an ellipsis stands for the rest.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> sentences)
    {
        var cut = sentences.Select(Cut).Distinct(StringComparer.Ordinal).Take(MostSentences + 1).ToList();
        return cut.Count <= MostSentences ? cut : [.. cut.Where(sentence => sentence != Ellipsis).Take(MostSentences - 1), Ellipsis];
    }

    private static string Cut(string sentence)
    {
        if (sentence.Length <= LongestSentence)
            return sentence;
        var length = LongestSentence - Ellipsis.Length;
        return sentence[..(char.IsHighSurrogate(sentence[length - 1]) ? length - 1 : length)] + Ellipsis;
    }
}
