using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// Knows warnings that links lead to the pages of others, who follow rules of their own. What such a warning says of those
/// others, their cookies and their notices binds nobody; what we do, or do not answer for, does.
/// </summary>
internal sealed class LinkWarnings(Lexicon lexicon, WordTable table, OwnNames ownNames)
{
    // "we do not own or operate", "we may from time to time provide"
    private const int LongestWay = 6;

    private static readonly string[] Others = ["other site", "other web", "other internet site", "third part", "third-part", "external ", "outside web", "outside site", "not own", "different site"];

    // What we may do in such a warning: offer the link, and tell people to look out. Stems of the words that stand for their synonyms.
    private static readonly HashSet<string> Deeds = new(StringComparer.Ordinal) { "giv", "give", "contain", "includ", "include", "offer", "own", "run", "operat", "operate", "control", "encourag", "encourage", "recommend", "inform", "suggest", "endors", "endorse", "connect", "take", "tak", "lead", "respons", "responsibl", "responsible" };

    // Others and what they may be seen to collect; any other term of substance is no mere warning.
    private static readonly HashSet<string> OfOthers = new(StringComparer.Ordinal)
    {
        "third-parties", "processors", "partners", "advertisers", "collect", "cookies", "third-party-cookie", "tracking-technology", "log-data", "advertising", "marketing", "liability", "where-it-holds",
    };

    // How others may take data on pages of ours.
    private static readonly HashSet<string> Takes = new(StringComparer.Ordinal) { "collect", "cookies", "third-party-cookie", "tracking-technology", "advertising", "marketing" };

    // What such a warning may gain or lose in silence; a negation, an exception or a number it may not.
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal) { "sharing", "collection", "named-party", "quantifier", "condition", "wording" };

    /// <summary>Whether everything found in a reworded sentence is about what others do on pages of theirs.</summary>
    public bool Explain(SentencePair pair, List<Finding> findings) =>
        findings.TrueForAll(found => found.Significance is Significance.Minor || Harmless.Contains(found.Rule))
        && pair.Old.TrueForAll(Hold) && pair.New.TrueForAll(Hold);

    private bool Hold(Reading reading)
    {
        var around = reading.Clause.Meaning;
        return around.Contains("link", StringComparison.OrdinalIgnoreCase) && Array.Exists(Others, word => around.Contains(word, StringComparison.OrdinalIgnoreCase))
            && reading.Quantities.Count == 0 && reading.Substance.TrueForAll(found => IsOfOthers(reading, found)) && OnlyOffers(reading) && !(reading.Substance.Exists(found => Takes.Contains(lexicon.Entries[found.Entry].Id)) && IsOnOurPages(reading));
    }

    // "Third parties may collect data through cookies on our site": no longer what others do on pages of theirs.
    private bool IsOnOurPages(Reading reading)
    {
        for (var i = 1; i < reading.Words.Length; i++)
        {
            if ((table.StemOf(reading.Words[i].Id) is "our" || IsOwnName(reading, i))
                && (IsPlacing(reading, i - 1) || (i > 1 && IsPlacing(reading, i - 2) && reading.Classes[i - 1] is WordClass.Neutral)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPlacing(Reading reading, int at) => table.StemOf(reading.Words[at].Id) is "on" or "in" or "within" or "via" or "into" or "across";

    private bool IsOwnName(Reading reading, int at) =>
        reading.Words[at].Has(WordMarks.Capital) && (ownNames.HadBefore(reading.Surface(at, at + 1)) || ownNames.HasNow(reading.Surface(at, at + 1)));

    // "We may provide access to services that others run" gives nobody access to data; "our partners" are ours.
    private bool IsOfOthers(Reading reading, Found found) =>
        (OfOthers.Contains(lexicon.Entries[found.Entry].Id) && !(found.Start > 0 && table.StemOf(reading.Words[found.Start - 1].Id) is "our")) || OffersAccess(reading, found) || IsNoControl(reading, found);

    // "we have no control over them"
    private bool IsNoControl(Reading reading, Found found) =>
        lexicon.Entries[found.Entry].Id is "choose" && reading.Surface(found.Start, found.End).StartsWith("control", StringComparison.OrdinalIgnoreCase)
        && found.Start > 0 && table.StemOf(reading.Words[found.Start - 1].Id) is "no";

    private bool OffersAccess(Reading reading, Found found) =>
        lexicon.Entries[found.Entry].Id is "share" && reading.Surface(found.Start, found.End).EndsWith("access", StringComparison.OrdinalIgnoreCase)
        && !reading.Text.Contains("access to your", StringComparison.OrdinalIgnoreCase);

    // Whoever speaks, as "we" or by name, does nothing but offer, disclaim and advise.
    private bool OnlyOffers(Reading reading)
    {
        for (var i = 0; i < reading.Words.Length; i++)
        {
            var isPublisher = table.StemOf(reading.Words[i].Id) is "we" || IsOwnName(reading, i);
            if (isPublisher && DeedAfter(reading, i) is { } at && !IsHarmless(reading, at))
                return false;
        }

        return true;
    }

    private int? DeedAfter(Reading reading, int actor)
    {
        for (var i = actor + 1; i <= Math.Min(actor + LongestWay, reading.Words.Length - 1); i++)
        {
            if (reading.Classes[i] is WordClass.Plain or WordClass.Topic or WordClass.Unknown or WordClass.Substance
                && !(reading.Groups[i] >= 0 && lexicon.Entries[reading.Groups[i]].Id is "what-is-offered"))
            {
                return i;
            }
        }

        return null;
    }

    private bool IsHarmless(Reading reading, int at)
    {
        var term = reading.Substance.Find(one => at >= one.Start && at < one.End);
        return term.End > 0 ? lexicon.Entries[term.Entry].Id is "liability" || OffersAccess(reading, term) || IsNoControl(reading, term) : Deeds.Contains(table.StemOf(reading.Words[at].Id));
    }
}
