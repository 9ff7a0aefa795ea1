using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>
/// Finds the parts of a sentence that only point elsewhere: from the pointing words to where a new thought starts, names of
/// sections and pages, and whom to get in touch with.
/// </summary>
internal sealed class Breaks
{
    /// <summary>Kinds of phrases that make what follows them a pointer.</summary>
    public const int Pointing = (1 << (int)FormKind.Pointer) | (1 << (int)FormKind.Announcement) | (1 << (int)FormKind.Licence);
    private const int LongestTitle = 6;
    private const int LongestThought = 12;
    private const int LeastAddress = 4;

    private readonly WordSet newThoughts;
    private readonly WordSet conditions;
    private readonly WordSet actors;
    private readonly WordSet places;
    private readonly WordSet determiners;
    private readonly WordSet bareVerbs;
    private readonly WordSet modals;
    private readonly WordSet subjects;
    private readonly WordSet invitations;
    private readonly WordSet getInTouch;

    public Breaks(Lexicon lexicon)
    {
        newThoughts = WordSet.Of(lexicon, "and", "but", "or", "however", "we", "you", "if", "unless", "except", "provided", "where");
        conditions = WordSet.Of(lexicon, "when", "if", "unless", "except");
        actors = WordSet.Of(lexicon, "we", "they", "who", "which", "will", "may", "not", "partners", "companies", "parties");
        places = WordSet.Of(lexicon, "section", "page", "policy", "centre", "center", "guide", "portal", "faq", "hub", "table", "heading", "repository", "guidelines", "rules", "agreement", "choices", "code");
        determiners = WordSet.Of(lexicon, "the", "our", "this", "in", "see", "your", "under");
        getInTouch = WordSet.Of(lexicon, "contact");
        modals = WordSet.Of(lexicon, "may", "might", "can", "could", "will", "would", "shall", "must", "should");
        subjects = WordSet.Of(lexicon, "you", "we", "they", "who", "when", "while");
        bareVerbs = WordSet.Of(lexicon, "see", "visit", "check", "jump", "go");
        invitations = WordSet.Of(lexicon, "please", "also", "and", "or", "further", "but", "just");
    }

    /// <summary>Covers what only points elsewhere.</summary>
    /// <param name="reading">The sentence.</param>
    /// <param name="pointing">The phrases in it that may point, in the order of their places.</param>
    public void CoverPointers(Reading reading, List<(int At, TermMatch Form)> pointing)
    {
        CoverPointing(reading, pointing);

        for (var i = 1; i < reading.Words.Length; i++)
        {
            if (places.Contains(reading.Words[i].Id))
                CoverTitle(reading, i);
        }

        CoverAddresses(reading);
        for (var i = 0; i < reading.Words.Length; i++)
        {
            if (getInTouch.Contains(reading.Words[i].Id) && reading.Classes[i] is not WordClass.Substance)
                CoverNames(reading, i + 1);
        }
    }

    private void CoverPointing(Reading reading, List<(int At, TermMatch Form)> pointing)
    {
        var end = 0;
        foreach (var (at, form) in pointing)
        {
            // "we read the messages" is no pointer to messages.
            if (at < end || !MayPoint(reading, at))
                continue;

            end = EndOf(reading.Words, at + form.Length);
            Cover(reading, at, end);
            reading.Forms |= form.Entry & Pointing;
        }
    }

    // "see the list" asks the reader; "a person to review the result" does not.
    private bool MayPoint(Reading reading, int at)
    {
        if (at == 0 || reading.Words[at].Has(WordMarks.AfterBreak))
            return true;
        return bareVerbs.Contains(reading.Words[at].Id) ? invitations.Contains(reading.Words[at - 1].Id) && !IsSaidOfSomebody(reading, at - 1) : !actors.Contains(reading.Words[at - 1].Id);
    }

    // "when you register or visit our stores" tells what somebody does; "contact us or visit our help centre" asks.
    private bool IsSaidOfSomebody(Reading reading, int at)
    {
        for (var first = Math.Max(0, at - LongestThought); at >= first; at--)
        {
            if (subjects.Contains(reading.Words[at].Id))
                return true;
            if (reading.Words[at].Has(WordMarks.AfterBreak))
                return false;
        }

        return false;
    }

    private int EndOf(Word[] words, int at)
    {
        while (at < words.Length && !conditions.Contains(words[at].Id) && !(words[at].Has(WordMarks.AfterBreak) && (newThoughts.Contains(words[at].Id) || IsSubject(words, at))))
            at++;
        return at;
    }

    // ", Example may collect": whoever is named does something.
    private bool IsSubject(Word[] words, int at) =>
        words[at].Has(WordMarks.Capital) && at + 1 < words.Length && (modals.Contains(words[at + 1].Id) || (at + 2 < words.Length && words[at + 1].Has(WordMarks.Capital) && modals.Contains(words[at + 2].Id)));

    // "in the Website Activity section", "our Cookie Policy": the capitals are a title.
    private void CoverTitle(Reading reading, int end)
    {
        var start = end - 1;
        while (start >= 0 && end - start <= LongestTitle && !determiners.Contains(reading.Words[start].Id))
            start--;
        if (start < 0 || !determiners.Contains(reading.Words[start].Id))
            return;
        for (var i = start + 1; i < end; i++)
        {
            if (!reading.Words[i].Has(WordMarks.Capital))
                return;
        }

        Cover(reading, start + 1, end);
    }

    // "5 Lime Street, Dublin 4": names and numbers in a row, at least one of each, are a postal address.
    private void CoverAddresses(Reading reading)
    {
        if (!reading.Text.AsSpan().ContainsAnyInRange('0', '9'))
            return;

        for (var start = 0; start < reading.Words.Length; start++)
        {
            var (end, numbers, capitals) = (start, 0, 0);
            while (end < reading.Words.Length && IsAddressWord(reading, end))
            {
                numbers += HasDigit(reading, end) ? 1 : 0;
                capitals += reading.Words[end].Has(WordMarks.Capital) && !HasDigit(reading, end) ? 1 : 0;
                end++;
            }

            if (end - start >= LeastAddress && numbers > 0 && capitals >= 2)
            {
                Cover(reading, start, end);
                reading.Forms |= 1 << (int)FormKind.ContactWord;
            }

            start = Math.Max(start, end);
        }
    }

    private static bool IsAddressWord(Reading reading, int at) =>
        (reading.Words[at].Has(WordMarks.Capital) && reading.Classes[at] is not WordClass.Operator) || HasDigit(reading, at)
        || reading.Words[at].Has(WordMarks.Address)
        || IsStreet(reading, at)
        || (reading.Classes[at] is WordClass.Form && reading.Words[at].Has(WordMarks.AfterBreak));

    // "Lange straat 20"
    private static bool IsStreet(Reading reading, int at) =>
        reading.Classes[at] is WordClass.Unknown && at > 0 && reading.Words[at - 1].Has(WordMarks.Capital) && at + 1 < reading.Words.Length && reading.Words[at + 1].Has(WordMarks.Number);

    private static bool HasDigit(Reading reading, int at)
    {
        var word = reading.Words[at];
        return !word.Has(WordMarks.Date) && reading.Classes[at] is not WordClass.Quantity && reading.Text.AsSpan(word.Start, word.Length).ContainsAnyInRange('0', '9');
    }

    // "contact Example Support or Example Premium Support": whoever answers, it is a contact detail.
    private static void CoverNames(Reading reading, int at)
    {
        for (; at < reading.Words.Length && reading.Classes[at] is WordClass.Name or WordClass.Neutral or WordClass.Plain or WordClass.Form; at++)
        {
            if (reading.Classes[at] is WordClass.Name)
                reading.Classes[at] = WordClass.Form;
        }
    }

    private static void Cover(Reading reading, int start, int end) => Array.Fill(reading.Classes, WordClass.Form, start, end - start);
}
