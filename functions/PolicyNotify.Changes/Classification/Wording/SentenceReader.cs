using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Wording;

/// <summary>Reads sentences with the lexicon: finds terms, quantities and phrases of form, and weighs every word.</summary>
internal sealed class SentenceReader
{
    // Phrases of the web page weigh nothing only where a short line holds nothing else; that is judged later.
    private const int Weightless = (1 << (int)FormKind.Contact) | (1 << (int)FormKind.ContactWord) | (1 << (int)FormKind.Courtesy) | (1 << (int)FormKind.Sentiment);

    private const int LongestLabel = 4;
    private const int LongestSentiment = 20;
    private static readonly string[] NounEndings = ["tion", "sion", "ance", "ence", "ity", "ness", "ing"];
    private const int LongestBracket = 40;

    private readonly Lexicon lexicon;
    private readonly Phrases phrases;
    private readonly WordTable table;
    private readonly WordSplitter splitter;
    private readonly Dictionary<Place, Reading> asides = [];
    private readonly List<(int At, TermMatch Form)> pointing = [];
    private readonly List<int> weighty = [];

    public SentenceReader(Lexicon lexicon, Phrases phrases)
    {
        (this.lexicon, this.phrases) = (lexicon, phrases);
        table = new(lexicon, phrases.Forms);
        splitter = new(table);
    }

    public WordTable Table => table;

    /// <summary>
    /// A sentence that is only looked at beside the one that is judged: the line over a list, a title. Read once, however
    /// often it is asked for, and never to be changed.
    /// </summary>
    public Reading Aside(Clause clause, string text)
    {
        ref var reading = ref CollectionsMarshal.GetValueRefOrAddDefault(asides, new(clause, text), out _);
        return reading ??= Read(clause, text);
    }

    public Reading Read(Clause clause, string text) => Read(clause, text, Split(text));

    /// <summary>The words alone, which is all that most sentences are asked for.</summary>
    public Word[] Split(string text) => splitter.Split(text);

    /// <summary>Reads a sentence that was split before.</summary>
    public Reading Read(Clause clause, string text, Word[] words)
    {
        var reading = new Reading(clause, text, words);
        Analyse(reading);
        return reading;
    }

    /// <summary>Finds everything again, after words were brought together as typing errors.</summary>
    public void Analyse(Reading reading)
    {
        reading.Substance.Clear();
        reading.Operators.Clear();
        reading.Quantities.Clear();
        reading.ChromeWords = 0;
        var words = reading.Words;
        var (substanceFree, operatorFree, plainFree) = (0, 0, 0);
        var (formFree, phraseEnd) = (0, 0);
        TermMatches found = default;
        pointing.Clear();
        var isTitle = reading.Clause.IsTableHead || IsTitle(words);
        for (var i = 0; i < words.Length; i++)
        {
            reading.Classes[i] = IsWhereabouts(reading, i) ? WordClass.Neutral : Unlisted(words[i], isTitle);
            if (reading.Classes[i] is WordClass.Name && IsNoun(reading, i))
                reading.Classes[i] = WordClass.Unknown;
        }

        for (var i = 0; i < words.Length; i++)
        {
            lexicon.Terms.MatchAt(words, i, ref found);
            if (found.Plain.Length > 0 && i >= plainFree && i >= phraseEnd)
                plainFree = CoverPlain(reading, i, found.Plain);
            if (found.Form.Length > 0 && i >= formFree)
            {
                formFree = CoverForm(reading, i, found.Form);
                phraseEnd = (found.Form.Entry & Weightless) != 0 && found.Form.Length > 1 ? formFree : 0;
            }

            if ((found.Form.Entry & Breaks.Pointing) != 0)
                pointing.Add((i, found.Form));

            // Inside a longer phrase of form a word is no rule of its own: "any questions".
            var isInPhrase = i + Math.Max(found.Substance.Length, found.Operator.Length) <= phraseEnd;
            if (IsLegalForm(words, i) || (found.Operator.Length > 0 && IsCell(reading, i, found.Operator)))
                reading.Classes[i] = WordClass.Neutral;
            else if (found.Operator.Length > 0 && i >= operatorFree && !isInPhrase && !IsPartOfTerm(found) && !words[i].Has(WordMarks.Date))
            {
                operatorFree = i + found.Operator.Length;
                reading.Operators.Add(new(found.Operator.Entry, 0, i, operatorFree));
            }

            if (found.Substance.Length > 0 && i >= substanceFree && !isInPhrase && !IsInCondition(reading, i) && found.Plain.Length <= found.Substance.Length)
            {
                substanceFree = i + found.Substance.Length;
                reading.Substance.Add(new(found.Substance.Entry, found.Substance.Term, i, substanceFree));
            }
        }

        QuantityReader.Read(reading, lexicon, table, phrases.Numbers);
        Weigh(reading);
    }

    // The very string, as its clause keeps it: comparing long texts letter by letter would cost more than reading them again.
    private readonly struct Place(Clause clause, string text) : IEquatable<Place>
    {
        private readonly Clause clause = clause;
        private readonly string text = text;

        public bool Equals(Place other) => ReferenceEquals(clause, other.clause) && ReferenceEquals(text, other.text);

        public override bool Equals(object? obj) => obj is Place other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(clause), RuntimeHelpers.GetHashCode(text));
    }
    // "| Compliance with a duty |": a word that opens a cell, and no name.
    private static bool IsNoun(Reading reading, int at) =>
        reading.Clause.Kind is ClauseKind.TableRow && at + 1 < reading.Words.Length && !reading.Words[at + 1].Has(WordMarks.Capital | WordMarks.AfterBreak | WordMarks.Number)
        && Array.Exists(NounEndings, ending => reading.Surface(at, at + 1).EndsWith(ending, StringComparison.Ordinal));

    // "| csrf | 30 min | Essential |": the name of a kind of cookies.
    private bool IsCell(Reading reading, int at, TermMatch match) =>
        reading.Clause.Kind is ClauseKind.TableRow && lexicon.Entries[match.Entry].Id is "necessary"
        && reading.Words[at].Has(WordMarks.Capital) && !reading.Words[at].Has(WordMarks.First)
        && (at + match.Length == reading.Words.Length || reading.Words[at + match.Length].Has(WordMarks.Capital));

    // "every once in a while" says nothing of every case.
    private bool IsPartOfTerm(TermMatches found) =>
        found.Substance.Length > found.Operator.Length && lexicon.Entries[found.Operator.Entry].Operator is OperatorKind.QuantifierAll;

    // "If you choose to write to us" is a condition and offers no choice.
    private bool IsInCondition(Reading reading, int at) =>
        reading.Operators.Count > 0 && reading.Operators[^1] is var last && at > last.Start && at < last.End && lexicon.Entries[last.Entry].Operator is OperatorKind.Condition;

    // "Example Ireland Limited": a part of the company's name, which limits nothing.
    private bool IsLegalForm(Word[] words, int at) =>
        at > 0 && words[at].Has(WordMarks.Capital) && words[at - 1].Has(WordMarks.Capital) && table.StemOf(words[at].Id) is "limit" && words[at].Length == "Limited".Length;

    // "the regulator (example.org)", "visit example.org": where a page is, not a website that is covered.
    private bool IsWhereabouts(Reading reading, int at)
    {
        var word = reading.Words[at];
        return word.Has(WordMarks.Domain) && at > 0
            && (IsInBracket(reading.Text, word.Start) || table.StemOf(reading.Words[at - 1].Id) is "visit" or "websit");
    }

    // A bracket of its own; "(including example.org)" counts what is covered.
    private static bool IsInBracket(string text, int at)
    {
        var before = text.AsSpan(0, at)[Math.Max(0, at - LongestBracket)..];
        var open = before.LastIndexOf('(');
        return open > before.LastIndexOf(')') && !before[open..].Contains("includ", StringComparison.OrdinalIgnoreCase) && !before[open..].Contains('.');
    }

    // Where nearly every word has a capital, a capital does not make a name.
    private static bool IsTitle(Word[] words)
    {
        var capitals = 0;
        foreach (var word in words)
            capitals += word.Has(WordMarks.Capital) ? 1 : 0;
        return words.Length >= 4 && capitals * 10 >= words.Length * 7;
    }

    private static WordClass Unlisted(Word word, bool isTitle) =>
        word.Has(WordMarks.Date | WordMarks.Address) ? WordClass.Neutral
        : word.Has(WordMarks.Domain) ? WordClass.Name
        : word.Has(WordMarks.Number) ? WordClass.Neutral
        : word.Has(WordMarks.Capital) && !word.Has(WordMarks.First) && !isTitle ? WordClass.Name
        : word.Length == 1 ? WordClass.Neutral
        : WordClass.Unknown;

    private static int Cover(Reading reading, int start, int length, WordClass kind)
    {
        for (var i = start; i < start + length; i++)
        {
            if (!reading.Words[i].Has(WordMarks.Date))
                reading.Classes[i] = kind;
        }

        return start + length;
    }

    private int CoverPlain(Reading reading, int start, TermMatch match)
    {
        Array.Fill(reading.Groups, match.Entry, start, match.Length);
        return Cover(reading, start, match.Length, lexicon.Entries[match.Entry].Kind switch
        {
            TermKind.Topic => WordClass.Topic,
            TermKind.Plain => WordClass.Plain,
            _ => WordClass.Neutral,
        });
    }

    private static int CoverForm(Reading reading, int start, TermMatch match)
    {
        reading.Forms |= match.Entry & ~Breaks.Pointing;
        var end = start + match.Length;
        if ((match.Entry & Weightless) != 0)
            Cover(reading, start, match.Length, WordClass.Form);
        if ((match.Entry & (1 << (int)FormKind.Chrome)) != 0)
            reading.ChromeWords += match.Length;
        return end;
    }

    // "Location Information: We ..." opens with a title, which is no more than a heading.
    private static void CoverLabel(Reading reading)
    {
        var colon = reading.Text.IndexOf(':', StringComparison.Ordinal);
        for (var i = 0; i < reading.Words.Length && colon > 0; i++)
        {
            var word = reading.Words[i];
            if (word.Start > colon || i >= LongestLabel)
                return;
            if (!word.Has(WordMarks.Capital))
                return;
            if (word.Start + word.Length != colon)
                continue;
            for (var at = 0; at <= i; at++)
            {
                if (reading.Classes[at] is not (WordClass.Substance or WordClass.Operator or WordClass.Quantity))
                    reading.Classes[at] = WordClass.Form;
            }

            return;
        }
    }

    // "Your privacy is important to us!": nothing in it binds anybody.
    private void CoverSentiment(Reading reading)
    {
        if (reading.Is(FormKind.Sentiment) && reading.Words.Length <= LongestSentiment && reading.Substance.Count == 0 && reading.Quantities.Count == 0 && reading.Count(WordClass.Name) == 0 && phrases.Explanations.IsGeneral(reading))
            Array.Fill(reading.Classes, WordClass.Form);
    }

    private void Weigh(Reading reading)
    {
        foreach (var found in reading.Operators)
            Cover(reading, found.Start, found.End - found.Start, WordClass.Operator);
        foreach (var found in reading.Substance)
            Cover(reading, found.Start, found.End - found.Start, WordClass.Substance);
        foreach (var found in reading.Quantities)
            Cover(reading, found.Start, found.End - found.Start, WordClass.Quantity);
        CoverLabel(reading);
        phrases.ProperNames.Cover(reading);
        phrases.Breaks.CoverPointers(reading, pointing);
        CoverSentiment(reading);
        if (phrases.Explanations.Holds(reading))
            Array.Fill(reading.Classes, WordClass.Form);
        weighty.Clear();
        for (var i = 0; i < reading.Words.Length; i++)
        {
            if (reading.Classes[i] is not (WordClass.Neutral or WordClass.Form))
                weighty.Add(reading.Words[i].Id);
        }

        // A sentence of nothing but light words is told apart by all of them.
        reading.Weighty = weighty.Count < 2 ? Array.ConvertAll(reading.Words, static word => word.Id) : [.. weighty];
        Array.Sort(reading.Weighty);
    }
}
