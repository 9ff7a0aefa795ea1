using System.Collections.Frozen;

namespace PolicyNotify.Changes.Documents;

/// <summary>Cuts a clause's meaning into sentences.</summary>
internal static class SentenceSplitter
{
    // Words that end in a full stop without ending a sentence.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Abbreviations = new[]
    {
        "art", "arts", "approx", "cf", "co", "corp", "dept", "dr", "e.g", "eg", "esq", "etc", "fig", "i.e", "ie", "inc", "incl",
        "ltd", "mr", "mrs", "ms", "no", "nos", "nr", "para", "pp", "prof", "sec", "st", "u.k", "u.s", "v", "vol", "vs",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static IReadOnlyList<Sentence> Split(string meaning)
    {
        var sentences = new List<Sentence>();
        var start = 0;
        for (var i = 0; i < meaning.Length; i++)
        {
            if (!IsEnd(meaning, i, start))
                continue;

            var end = SkipClosers(meaning, i + 1);
            Add(meaning, start, end, sentences);
            start = end;
            i = end - 1;
        }

        Add(meaning, start, meaning.Length, sentences);
        return sentences;
    }

    private static bool IsEnd(string meaning, int at, int start)
    {
        var c = meaning[at];
        if (c is '\n' or '。' or '！' or '？')
            return true;
        if (c is not ('.' or '!' or '?' or ';'))
            return false;

        var next = SkipClosers(meaning, at + 1);
        if (next < meaning.Length && meaning[next] is not (' ' or '\n'))
            return false;
        if (c != '.')
            return c != ';' && StartsNewSentence(meaning, next);

        return StartsNewSentence(meaning, next) && !IsAbbreviation(meaning.AsSpan(start, at - start));
    }

    private static bool StartsNewSentence(string meaning, int at)
    {
        while (at < meaning.Length && (meaning[at] is ' ' or '\n' or '"' or '(' or '[' or '-'))
            at++;
        return at >= meaning.Length || !char.IsLower(meaning[at]);
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> before)
    {
        var word = before[(before.LastIndexOfAny(" (\"\n") + 1)..];
        return (word.Length == 1 && char.IsUpper(word[0])) || Abbreviations.Contains(word);
    }

    private static int SkipClosers(string meaning, int at)
    {
        while (at < meaning.Length && meaning[at] is '"' or '\'' or ')' or ']')
            at++;
        return at;
    }

    private static void Add(string meaning, int start, int end, List<Sentence> sentences)
    {
        while (start < end && char.IsWhiteSpace(meaning[start]))
            start++;
        while (end > start && char.IsWhiteSpace(meaning[end - 1]))
            end--;
        if (end > start)
            sentences.Add(new(start, meaning[start..end]));
    }
}
