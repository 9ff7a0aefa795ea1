using PolicyNotify.Changes.Classification.Rules;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>
/// Keeps words of substance inside the names of companies and laws from being taken for substance: "Example Europe SARL" is
/// no transfer to Europe, "Regulation (EU) 2016/679" names no region.
/// </summary>
internal sealed class ProperNames
{
    private const int LongestName = 7;

    private readonly Lexicon lexicon;
    private readonly WordSet legalForms;
    private readonly WordSet offices;
    private readonly WordSet laws;
    private readonly WordSet links;
    private readonly WordSet registered;
    private readonly WordSet union;
    private readonly WordSet dollars;
    private readonly WordSet titles;
    private readonly WordSet texts;

    public ProperNames(Lexicon lexicon)
    {
        this.lexicon = lexicon;
        legalForms = WordSet.Of(lexicon, "inc", "llc", "ltd", "limited", "corp", "corporation", "plc", "gmbh", "bv", "sarl", "pty", "llp", "incorporated", "company");
        offices = WordSet.Of(lexicon, "agency", "department", "office", "commission", "council", "association", "institute", "university", "bureau", "ministry", "authority", "foundation", "society", "board");
        laws = WordSet.Of(lexicon, "act", "regulation", "directive", "code");
        dollars = WordSet.Of(lexicon, "dollar");
        union = WordSet.Of(lexicon, "european", "union", "eu");
        registered = WordSet.Of(lexicon, "registered");
        titles = WordSet.Of(lexicon, "privacy", "cookie");
        texts = WordSet.Of(lexicon, "policy");
        links = WordSet.Of(lexicon, "of", "and", "the", "on", "for");
    }

    public void Cover(Reading reading)
    {
        CoverBrackets(reading);
        CoverNames(reading);
        CoverOwnTitle(reading);
        for (var i = 1; i < reading.Words.Length; i++)
        {
            var word = reading.Words[i];
            if (dollars.Contains(word.Id) || word.Has(WordMarks.Measured))
                reading.Classes[i - 1] = IsPlace(reading, i - 1) ? WordClass.Neutral : reading.Classes[i - 1];
            if (!word.Has(WordMarks.Capital))
            {
                if (IsLawNumber(reading, i))
                    reading.Classes[i - 1] = WordClass.Neutral;
                continue;
            }

            if (legalForms.Contains(word.Id))
                CoverCompany(reading, i, WordClass.Name);
            else if (offices.Contains(word.Id))
                CoverCompany(reading, i, WordClass.Neutral);
            else if (laws.Contains(word.Id))
                CoverLaw(reading, i);
        }
    }

    // "Example VPN", "Example Cloud Provider": the second half of a name.
    private static void CoverNames(Reading reading)
    {
        foreach (var found in reading.Substance)
        {
            if (found.Start == 0 || reading.Classes[found.Start] is not WordClass.Substance || reading.Classes[found.Start - 1] is not WordClass.Name)
                continue;
            if (!reading.Words[found.Start].Has(WordMarks.AfterBreak) && AllCapitals(reading.Words.AsSpan(found.Start, found.End - found.Start)))
                Array.Fill(reading.Classes, WordClass.Name, found.Start, found.End - found.Start);
        }
    }

    // "Example Privacy Policy": what the text calls itself.
    private void CoverOwnTitle(Reading reading)
    {
        for (var i = 1; i + 1 < reading.Words.Length && reading.Words[i - 1].Has(WordMarks.Capital); i++)
        {
            if (!titles.Contains(reading.Words[i].Id) || !texts.Contains(reading.Words[i + 1].Id) || !reading.Words[i + 1].Has(WordMarks.Capital))
                continue;
            Array.Fill(reading.Classes, WordClass.Form, 0, i + 2);
            return;
        }
    }

    // "Hostly (Hostly Networks AB, Gothenburg, Sweden)", "(registered in England, company number 1234)": who somebody is, in full.
    private void CoverBrackets(Reading reading)
    {
        var (first, last) = (0, 0);
        for (var open = reading.Text.IndexOf('('); open >= 0; open = reading.Text.IndexOf('(', open + 1))
        {
            var close = reading.Text.IndexOf(')', open);
            if (close < 0)
                return;
            while (first < reading.Words.Length && reading.Words[first].Start < open)
                first++;
            last = Math.Max(last, first);
            while (last < reading.Words.Length && reading.Words[last].Start < close)
                last++;
            if (first == 0 || last - first < 2)
                continue;

            var words = reading.Words.AsSpan(first, last - first);
            var isFullName = reading.Words[first].Id == reading.Words[first - 1].Id && reading.Words[first].Has(WordMarks.Capital) && AllCapitals(words);
            if (isFullName || registered.Contains(reading.Words[first].Id))
                Array.Fill(reading.Classes, WordClass.Form, first, words.Length);
        }
    }

    private static bool AllCapitals(ReadOnlySpan<Word> words)
    {
        foreach (var word in words)
        {
            if (!word.Has(WordMarks.Capital | WordMarks.Number))
                return false;
        }

        return true;
    }

    // "(EU) 2016/679"
    private static bool IsLawNumber(Reading reading, int at) =>
        reading.Words[at].Has(WordMarks.Number) && reading.Words[at - 1].Has(WordMarks.Capital) && reading.Words[at].Length >= 6
        && reading.Surface(at, at + 1).Contains('/', StringComparison.Ordinal);

    private void CoverCompany(Reading reading, int last, WordClass kind)
    {
        for (var i = StartOf(reading, last); i < last; i++)
        {
            if (IsPlace(reading, i))
                reading.Classes[i] = kind;
        }
    }

    // The name of a law weighs nothing; the country it stands for does.
    private void CoverLaw(Reading reading, int last)
    {
        var start = StartOf(reading, last);
        if (last - start < 2)
            return;
        for (var i = start; i <= last; i++)
        {
            if (!IsPlace(reading, i) || union.Contains(reading.Words[i].Id))
                reading.Classes[i] = WordClass.Neutral;
        }
    }

    // Goes back over the words of a name: capitals, and the little words that link them. A comma ends it, but for the one
    // before a legal form.
    private int StartOf(Reading reading, int last)
    {
        var start = last;
        for (var i = last - 1; i >= Math.Max(0, last - LongestName); i--)
        {
            if (reading.Words[i + 1].Has(WordMarks.AfterBreak) && i + 1 < last)
                break;
            if (reading.Words[i].Has(WordMarks.Capital))
                start = i;
            else if (!links.Contains(reading.Words[i].Id))
                break;
        }

        return start;
    }

    private bool IsPlace(Reading reading, int at) =>
        reading.Substance.Exists(found => at >= found.Start && at < found.End && lexicon.Entries[found.Entry].Id is "places");
}
