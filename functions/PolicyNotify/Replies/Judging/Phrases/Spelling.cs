namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>
/// Reads a word with one slip of the pen as the word that was meant: only words listed under <c>[spelling]</c>, only for a word that no phrase knows,
/// and only when it begins with the same letter. What is miswritten in a way of its own stands under <c>[slips]</c>. Short words are alike too easily: there, only swapped or doubled letters count.
/// </summary>
internal sealed class Spelling
{
    private const int ShortestWord = 5;
    private const int LongWord = 7;

    private readonly HashSet<string> known;
    private readonly ILookup<char, string> meant;
    private readonly Dictionary<string, string> slips = new(StringComparer.Ordinal);

    public Spelling(IEnumerable<PhraseBook> books)
    {
        known = books.SelectMany(book => book.Vocabulary).ToHashSet(StringComparer.Ordinal);
        meant = books.SelectMany(book => book.Spellings).Distinct(StringComparer.Ordinal).ToLookup(word => word[0]);
        foreach (var (slip, word) in books.SelectMany(book => book.Slips).Where(pair => !known.Contains(pair.Key)))
            slips[slip] = word;
    }

    /// <summary>The words, with slips mended; the same list when there are none.</summary>
    public IReadOnlyList<Word> Mend(IReadOnlyList<Word> words)
    {
        List<Word>? mended = null;
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at].Text.Length < ShortestWord - 1 || known.Contains(words[at].Text) || (slips.GetValueOrDefault(words[at].Text) ?? Umlauts(words[at].Text) ?? Meant(words[at].Text)) is not { } word)
                continue;
            mended ??= [.. words];
            mended[at] = words[at] with { Text = word };
        }

        return mended ?? words;
    }

    // "moechte", "kuendigen": phrases know their words without the two dots.
    private string? Umlauts(string written)
    {
        if (!written.Contains('e', StringComparison.Ordinal))
            return null;
        var folded = written.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);
        return folded.Length < written.Length ? known.Contains(folded) ? folded : Meant(folded) : null;
    }

    private string? Meant(string written)
    {
        foreach (var word in meant[written[0]])
        {
            if (word.Length >= ShortestWord && (word.Length >= LongWord ? IsOneSlip(written, word) : IsSwappedOrDoubled(written, word)))
                return word;
        }

        return null;
    }

    private static bool IsOneSlip(string written, string word)
    {
        var from = 0;
        while (from < written.Length && from < word.Length && written[from] == word[from])
            from++;
        var rest = written.AsSpan(from);
        var restMeant = word.AsSpan(from);
        return (written.Length - word.Length) switch
        {
            1 => rest[1..].SequenceEqual(restMeant),
            -1 => rest.SequenceEqual(restMeant[1..]),
            0 when rest.Length > 0 => rest[1..].SequenceEqual(restMeant[1..]) || IsSwapped(rest, restMeant),
            _ => false,
        };
    }

    private static bool IsSwappedOrDoubled(string written, string word)
    {
        var from = 0;
        while (from < written.Length && from < word.Length && written[from] == word[from])
            from++;
        var rest = written.AsSpan(from);
        var restMeant = word.AsSpan(from);
        return (written.Length - word.Length) switch
        {
            1 => rest[1..].SequenceEqual(restMeant) && rest[0] == written[from - 1],
            -1 => rest.SequenceEqual(restMeant[1..]) && restMeant[0] == word[from - 1],
            0 => IsSwapped(rest, restMeant),
            _ => false,
        };
    }

    private static bool IsSwapped(ReadOnlySpan<char> written, ReadOnlySpan<char> word) =>
        written.Length > 1 && written[0] == word[1] && written[1] == word[0] && written[2..].SequenceEqual(word[2..]);
}
