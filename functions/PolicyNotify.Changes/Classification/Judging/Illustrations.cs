using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Finds words that only give an example of what a sentence says, or explain it.</summary>
internal sealed class Illustrations(Lexicon lexicon, WordTable table)
{
    private const int LongestExample = 8;
    private const int LongestBracket = 60;

    // "For example, a search for cars shows ads about cars.": another example of the same.
    public bool AreAllOf(Passage side) =>
        side.Ids.Length > 2 && (table.StemOf(side.Ids[1]) is "exampl" or "instance" or "instanc" || table.StemOf(side.Ids[0]) is "eg");

    // What opens with such a word says more than what stands before it: who else, when, what for.
    private static readonly HashSet<string> Additions = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "plus", "but", "also", "only", "if", "when", "where", "while", "until", "unless", "except", "in", "on", "at", "to", "for", "from", "by", "with", "without", "after", "before", "not",
    };

    // "(such as the use of stolen cards)": a specimen of what the sentence says anyway.
    public bool Hold(Passage side, int at)
    {
        if (IsAimOfExample(side, at))
            return false;
        if ((IsInBracketOfExamples(side, at) ? !Takes(side.PlaceOf(at).Reading) : IsInPlainBracket(side, at)) || IsExplained(side.PlaceOf(at).Reading))
            return true;
        for (var i = at; i >= Math.Max(0, at - LongestExample); i--)
        {
            if (table.StemOf(side.Ids[i]) is "exampl" or "instance" or "instanc" or "eg" || (i > 0 && table.StemOf(side.Ids[i]) is "as" or "becaus" && table.StemOf(side.Ids[i - 1]) is "such"))
                return true;
            if (i < at && side.Words[i + 1].Has(WordMarks.AfterBreak) && table.StemOf(side.Ids[i]) is not ("exampl" or "instance" or "instanc" or "eg"))
                return false;
        }

        return false;
    }

    /// <summary>Whether a name is no more than an example: "(for example HTML storage)". Of recipients no example is harmless.</summary>
    public bool HoldName(Passage side, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 3); i--)
        {
            if (table.StemOf(side.Ids[i]) is "exampl" or "eg")
                return true;
        }

        return false;
    }

    // "This means that letters arrive faster"; who does or may do something in it would be more than an explanation.
    private bool IsExplained(Reading reading) =>
        reading.Is(FormKind.Explaining) && !reading.Operators.Exists(found => lexicon.Entries[found.Entry].Operator is not OperatorKind.Permission)
        && !Array.Exists(reading.Words, word => table.StemOf(word.Id) is "we" or "us" or "nobody");

    // "for example, to judge your character": an aim of its own.
    private bool IsAimOfExample(Passage side, int at)
    {
        for (var i = at; i > Math.Max(0, at - LongestExample); i--)
        {
            if (table.StemOf(side.Ids[i]) is "to" && table.StemOf(side.Ids[i - 1]) is "exampl" or "instance" or "instanc" or "eg")
                return true;
        }

        return false;
    }

    // What is taken or given away may not grow by an example.
    private bool Takes(Reading reading) => reading.Substance.Exists(found => lexicon.Entries[found.Entry].Category is ReasonCategory.Collection or ReasonCategory.Sharing);

    // "(e.g. hotels, hostels, flats)"
    private static bool IsInBracketOfExamples(Passage side, int at)
    {
        var (reading, word) = side.PlaceOf(at);
        var before = reading.Text.AsSpan(0, reading.Words[word].Start);
        var open = before.LastIndexOf('(');
        if (open <= before.LastIndexOf(')'))
            return false;
        var bracket = before[(open + 1)..].TrimStart();
        return bracket.StartsWith("e.g", StringComparison.OrdinalIgnoreCase) || bracket.StartsWith("for example", StringComparison.OrdinalIgnoreCase) || bracket.StartsWith("such as", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a word says in brackets in which cases the sentence holds: "(in rare cases)".</summary>
    public static bool Limit(Passage side, int at)
    {
        var (open, close) = BracketAround(side, at);
        return open >= 0 && side.PlaceOf(at).Reading.Text.AsSpan(open + 1, close - open - 1) is var inside
            && inside.StartsWith("in ", StringComparison.OrdinalIgnoreCase) && (inside.EndsWith(" cases", StringComparison.OrdinalIgnoreCase) || inside.EndsWith(" circumstances", StringComparison.OrdinalIgnoreCase));
    }

    private static (int Open, int Close) BracketAround(Passage side, int at)
    {
        var (reading, word) = side.PlaceOf(at);
        var place = reading.Words[word].Start;
        var from = Math.Max(0, place - LongestBracket);
        var before = reading.Text.AsSpan(from, place - from);
        var after = reading.Text.AsSpan(place, Math.Min(LongestBracket, reading.Text.Length - place));
        var (open, close) = (from + before.LastIndexOf('('), place + after.IndexOf(')'));
        return before.LastIndexOf('(') <= before.LastIndexOf(')') || after.IndexOf(')') < 0 || close - open > LongestBracket ? (-1, -1) : (open, close);
    }

    // "voting (upvotes and downvotes)": a short bracket without any word of substance only explains what stands before it.
    private static bool IsInPlainBracket(Passage side, int at)
    {
        var (reading, _) = side.PlaceOf(at);
        var (open, close) = BracketAround(side, at);
        if (open < 0)
            return false;
        var first = Array.Find(reading.Words, one => one.Start > open);
        if (Additions.Contains(reading.Text.Substring(first.Start, first.Length)))
            return false;
        return Enumerable.Range(0, reading.Words.Length).Where(i => reading.Words[i].Start > open && reading.Words[i].Start < close)
            .All(i => reading.Classes[i] is WordClass.Unknown or WordClass.Plain or WordClass.Topic or WordClass.Neutral or WordClass.Form)
            && !reading.Text.AsSpan(open, close - open).Contains("includ", StringComparison.OrdinalIgnoreCase);
    }
}
