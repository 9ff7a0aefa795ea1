using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Single words whose exchange is never only style, though no list says what they mean.</summary>
internal sealed class Doubts(Lexicon lexicon)
{
    private static readonly HashSet<string> Making =
        [.. ((string[])["improve", "enhance", "build", "train", "develop", "create", "power", "feed", "test", "teach", "tune"]).Select(Stems.Of)];

    /// <summary>Whether one word took the place of one that nearly has its letters, or of one that says what data is for.</summary>
    public bool Hold(Residue residue, List<int> gone, List<int> come)
    {
        if (residue.Edits.Hunks.Exists(hunk => IsLookAlike(residue, hunk)))
            return true;
        if (gone is not [var before] || come is not [var after])
            return false;
        return IsPurpose(residue.Old, before) && IsPurpose(residue.New, after) && SpeaksOfData(residue.New)
            && residue.Edits.Hunks.Exists(hunk => hunk.OldStart == before && hunk.NewStart == after && hunk.OldEnd == before + 1 && hunk.NewEnd == after + 1);
    }

    /// <summary>
    /// Whether a part of the publisher's name says what is made with data: "to improve Example Photos", or is itself a term of
    /// substance: "Example Ads".
    /// </summary>
    public bool SaysPurpose(Passage side, int at) => IsTerm(side.Ids[at]) || IsMade(side, at);

    /// <summary>Whether the name that a word belongs to is what somebody builds, trains or improves.</summary>
    public static bool IsMade(Passage side, int at)
    {
        var first = at;
        while (first > 0 && side.Words[first - 1].Has(WordMarks.Capital) && !side.Words[first].Has(WordMarks.AfterBreak | WordMarks.First))
            first--;
        if (first > 0 && side.Surface(first - 1, first) is "our" or "the" or "your")
            first--;
        return first > 0 && Making.Contains(WordAt(side, first - 1));
    }

    private bool IsLookAlike(Residue residue, WordEdits.Hunk hunk) =>
        hunk.OldEnd == hunk.OldStart + 1 && hunk.NewEnd == hunk.NewStart + 1
        && (lexicon.IsLookAlike(residue.Old.Ids[hunk.OldStart]) || lexicon.IsLookAlike(residue.New.Ids[hunk.NewStart]))
        && Spelling.IsSlip(WordAt(residue.Old, hunk.OldStart), WordAt(residue.New, hunk.NewStart));

    // "for shipping.", "to ship"
    private bool IsPurpose(Passage side, int at)
    {
        if (at == 0 || side.Classes[at] is not WordClass.Unknown || side.Words[at].Has(WordMarks.Capital | WordMarks.AfterBreak) || lexicon.IsEveryday(side.Ids[at])
            || side.Surface(at, at + 1).EndsWith("ly", StringComparison.Ordinal))
        {
            return false;
        }

        return side.Surface(at - 1, at) switch
        {
            "for" => at + 1 >= side.Words.Length || side.Words[at + 1].Has(WordMarks.AfterBreak | WordMarks.First) || side.Classes[at + 1] is WordClass.Neutral or WordClass.Operator,
            "to" => side.Classes[at - 1] is not WordClass.Form,
            _ => false,
        };
    }

    private bool SpeaksOfData(Passage side) =>
        side.Substance.Exists(found => lexicon.Entries[found.Entry].Category is ReasonCategory.Collection)
        || Array.Exists(side.Groups, group => group >= 0 && lexicon.Entries[group].Id is "data" or "address-in-general");

    private bool IsTerm(int id)
    {
        foreach (var entry in lexicon.OpenedBy(id))
        {
            if (lexicon.Entries[entry].Terms.Any(term => Stems.Of(term) == lexicon.StemOf(id)))
                return true;
        }

        return false;
    }

    private static string WordAt(Passage side, int at) => Stems.Of(side.Surface(at, at + 1).ToLowerInvariant());
}
