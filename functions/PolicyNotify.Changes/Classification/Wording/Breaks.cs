using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>Finds the parts of a sentence that only point elsewhere, from the pointing words to where a new thought starts.</summary>
internal sealed class Breaks(Lexicon lexicon)
{
    private const int Pointing = (1 << (int)FormKind.Pointer) | (1 << (int)FormKind.Announcement) | (1 << (int)FormKind.Licence);

    private readonly HashSet<int> newThoughts = [.. Ids("and", "but", "or", "however", "we", "you", "if", "unless", "except", "provided", "where")
        .Select(word => lexicon.TryGetId(word, out var id) ? lexicon.Canonical(id) : -1)];

    public void CoverPointers(Reading reading)
    {
        if ((reading.Forms & Pointing) == 0)
            return;

        TermMatches found = default;
        for (var i = 0; i < reading.Words.Length; i++)
        {
            lexicon.Terms.MatchAt(reading.Words, i, ref found);
            if ((found.Form.Entry & Pointing) == 0 || found.Form.Length == 0)
                continue;

            var end = EndOf(reading.Words, i + found.Form.Length);
            for (var at = i; at < end; at++)
                reading.Classes[at] = WordClass.Form;
            i = end - 1;
        }
    }

    private int EndOf(Word[] words, int at)
    {
        while (at < words.Length && !(words[at].Has(WordMarks.AfterBreak) && newThoughts.Contains(words[at].Id)))
            at++;
        return at;
    }

    private static IEnumerable<string> Ids(params string[] words) => words.Select(Stems.Of);
}
