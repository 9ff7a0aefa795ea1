using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Judges changed words that no list explains: names, and everything else.</summary>
internal sealed class ResidueJudge(Lexicon lexicon, WordTable table, Renames renames, OwnNames ownNames)
{
    private const int LongestWordSwap = 2;
    private const int LongestLimit = 8;
    private const int LongestName = 6;
    private const int LeastPlaces = 2;

    private readonly Illustrations illustrations = new(lexicon, table);
    private readonly Doubts doubts = new(lexicon);

    public void Judge(Residue residue, Clause place, bool isContact, bool isIntroduced, List<Finding> findings)
    {
        if (!isContact)
            Names(residue, place, isIntroduced, findings);
        if (!findings.Exists(found => found.Significance is Significance.Significant))
            Unexplained(residue, place, isContact, findings);
    }

    private void Names(Residue residue, Clause place, bool isIntroduced, List<Finding> findings)
    {
        var mayReceive = SpeaksOf(residue, ReasonCategory.Sharing);
        var gone = ResidueWords.Fresh(residue, residue.Old, residue.New, WordClass.Name).Where(at => !renames.IsGone(residue.Old.Ids[at]) && (mayReceive || !illustrations.HoldName(residue.Old, at))).ToList();
        var come = ResidueWords.Fresh(residue, residue.New, residue.Old, WordClass.Name).Where(at => !renames.IsNew(residue.New.Ids[at]) && (mayReceive || !illustrations.HoldName(residue.New, at)) && !IsNewNameOf(residue.New, at)).ToList();
        if (!SpeaksOf(residue, ReasonCategory.Sharing, ReasonCategory.Transfer, ReasonCategory.Controller, ReasonCategory.Scope))
        {
            gone.RemoveAll(at => ownNames.HadBefore(residue.Old.Surface(at, at + 1)));
            come.RemoveAll(at => ownNames.HasNow(residue.New.Surface(at, at + 1)));
        }
        else if (!SpeaksOf(residue, ReasonCategory.Controller, ReasonCategory.Scope))
        {
            // Who speaks is no recipient that went.
            gone.RemoveAll(at => ownNames.HadBefore(residue.Old.Surface(at, at + 1)));
        }

        DropOwnParts(residue, gone, come);
        if (gone.Count + come.Count == 0 || !(SaysSomething(residue) || isIntroduced))
            return;
        if (come.Count == 0 && AddsNothing(residue) && SpeaksOf(residue, ReasonCategory.Sharing))
        {
            findings.Add(Finding.Minor("recipient-gone", FindingKind.Removed, place, residue.Old.Text, residue.New.Text));
            return;
        }

        findings.Add(new("named-party", PairJudge.KindOf(gone.Count, come.Count), Significance.Significant, Confidence.Medium, place,
            residue.Old.Text, residue.New.Text,
            [.. ResidueWords.Runs(residue.New, come), .. ResidueWords.Runs(residue.Old, gone)]));
    }

    // Nothing comes but small words, or other words for recipients who were there before: "our affiliates" for "affiliated
    // companies of the Acme Group".
    private bool AddsNothing(Residue residue)
    {
        for (var i = 0; i < residue.Edits.Added.Length; i++)
        {
            if (!residue.Edits.Added[i] || residue.New.Classes[i] is WordClass.Neutral or WordClass.Form)
                continue;
            if (residue.New.Classes[i] is not WordClass.Substance
                || residue.New.Substance.Find(found => i >= found.Start && i < found.End) is var term && (lexicon.Entries[term.Entry].Each || !residue.Old.Substance.Exists(other => other.Entry == term.Entry)))
            {
                return false;
            }
        }

        return true;
    }

    // Minor needs a proof: in a sentence that says something, a word that comes or goes counts unless one plain word
    // only took another's place.
    private void Unexplained(Residue residue, Clause place, bool isContact, List<Finding> findings)
    {
        if (isContact || !SaysSomething(residue))
            return;

        var gone = Contents(residue, residue.Old, residue.New).Where(at => !renames.IsGone(residue.Old.Ids[at]) && !renames.IsPartGone(residue.Old, at)).ToList();
        var come = Contents(residue, residue.New, residue.Old).Where(at => !renames.IsNew(residue.New.Ids[at]) && !renames.IsPartNew(residue.New, at)).ToList();
        DropOwnParts(residue, gone, come);
        var mayReceive = SpeaksOf(residue, ReasonCategory.Sharing);
        gone.RemoveAll(at => IsPerson(residue, residue.Old, at, mayReceive));
        come.RemoveAll(at => IsPerson(residue, residue.New, at, mayReceive));

        come.RemoveAll(at => residue.New.Words[at].Has(WordMarks.Capital) && IsNewNameOf(residue.New, at));
        gone.RemoveAll(at => illustrations.Hold(residue.Old, at));
        come.RemoveAll(at => illustrations.Hold(residue.New, at));
        CancelSameTopic(residue, gone, come);
        DropOffers(residue, gone, come);
        var isDoubtful = doubts.Hold(residue, gone, come);
        if (!isDoubtful && gone.TrueForAll(at => IsEveryday(residue.Old, at)) && come.TrueForAll(at => IsEveryday(residue.New, at)))
            return;
        if (illustrations.AreAllOf(residue.Old) && illustrations.AreAllOf(residue.New) && !SpeaksOf(residue, ReasonCategory.Sharing, ReasonCategory.Rights))
            return;
        var limits = isDoubtful || gone.Exists(at => IsInLimit(residue.Old, at)) || come.Exists(at => IsInLimit(residue.New, at) || Illustrations.Limit(residue.New, at))
            || (Collects(residue) && (gone.Exists(at => IsUnknownThing(residue.Old, at)) || come.Exists(at => IsUnknownThing(residue.New, at))));
        if (!limits && (IsRewritten(residue, gone, come) || IsSwap(residue, gone, come) || IsShade(residue, gone, come)))
            return;

        findings.Add(new("wording", PairJudge.KindOf(gone.Count, come.Count), Significance.Significant, Confidence.Low, place,
            residue.Old.Text, residue.New.Text, [.. ResidueWords.Runs(residue.New, come), .. ResidueWords.Runs(residue.Old, gone)]));
    }

    // "information people provide" and "information provided"
    private bool IsPerson(Residue residue, Passage side, int at, bool mayReceive) => IsUnopposed(residue, at, ReferenceEquals(side, residue.Old)) &&
        GroupOf(side, at) is "people" && !(mayReceive && at > 0 && table.StemOf(side.Ids[at - 1]) is "to" or "with" or "via" or "other" or "and" or "or");

    // Nothing of weight stands in its place: members in the place of anyone are other people.
    private bool IsUnopposed(Residue residue, int at, bool isOld)
    {
        var hunk = residue.Edits.Hunks.Find(one => isOld ? at >= one.OldStart && at < one.OldEnd : at >= one.NewStart && at < one.NewEnd);
        return isOld ? !OpposesIn(residue.New, residue.Edits.Added, hunk.NewStart, hunk.NewEnd) : !OpposesIn(residue.Old, residue.Edits.Removed, hunk.OldStart, hunk.OldEnd);
    }

    private bool OpposesIn(Passage side, bool[] changed, int start, int end) =>
        Enumerable.Range(start, end - start).Any(at => changed[at] && side.Classes[at] is not (WordClass.Neutral or WordClass.Form) && GroupOf(side, at) is not "you-and-we");

    // What is collected may have a name that no list knows.
    private bool Collects(Residue residue) =>
        residue.New.Substance.Concat(residue.Old.Substance).Any(found => lexicon.Entries[found.Entry].Id is "collect" or "record-or-observe" or "infer");

    private bool IsUnknownThing(Passage side, int at) =>
        side.Classes[at] is WordClass.Unknown && !lexicon.IsEveryday(side.Ids[at]) && !side.Surface(at, at + 1).EndsWith("ly", StringComparison.OrdinalIgnoreCase);

    private List<int> Contents(Residue residue, Passage side, Passage other) =>
    [
        .. ResidueWords.Fresh(residue, side, other, WordClass.Unknown)
            .Concat(ResidueWords.Fresh(residue, side, other, WordClass.Plain))
            .Concat(ResidueWords.Fresh(residue, side, other, WordClass.Topic).Where(at => GroupOf(side, at) is not ("you-and-we" or "data") && !IsLaw(side, at)))
            .Order(),
    ];

    private bool IsEveryday(Passage side, int at) => side.Classes[at] is WordClass.Plain or WordClass.Unknown && lexicon.IsEveryday(side.Ids[at]);

    // "GDPR", "CCPA", "and its regulations": laws are called by more and more names.
    private bool IsLaw(Passage side, int at) => GroupOf(side, at) is "law" && ((side.Words[at].Has(WordMarks.Capital) && !side.Words[at].Has(WordMarks.First))
        || (table.StemOf(side.Ids[at]) is not ("legal" or "legally") && (NamesLaw(side) || (at > 0 && table.StemOf(side.Ids[at - 1]) is "applicabl"))));

    private bool NamesLaw(Passage side)
    {
        for (var i = 1; i < side.Ids.Length; i++)
        {
            if (side.Words[i].Has(WordMarks.Capital) && GroupOf(side, i) is "law")
                return true;
        }

        return false;
    }

    private string GroupOf(Passage side, int at) => side.Groups[at] < 0 ? "" : lexicon.Entries[side.Groups[at]].Id;

    // "customers" for "users": words of one topic stand for each other.
    private static void CancelSameTopic(Residue residue, List<int> gone, List<int> come)
    {
        foreach (var at in gone.Where(at => residue.Old.Classes[at] is WordClass.Topic).ToList())
        {
            var same = come.FindIndex(other => residue.New.Groups[other] == residue.Old.Groups[at]);
            if (same < 0)
                continue;
            come.RemoveAt(same);
            gone.Remove(at);
        }
    }

    // "Example Cloud" for "Example Login", unless another company of the name may be meant, or what is covered.
    private void DropOwnParts(Residue residue, List<int> gone, List<int> come)
    {
        if (SpeaksOf(residue, ReasonCategory.Sharing, ReasonCategory.Transfer, ReasonCategory.Controller, ReasonCategory.Scope))
            return;
        gone.RemoveAll(at => ownNames.HasPartIn(residue.Old, at) && !doubts.SaysPurpose(residue.Old, at));
        come.RemoveAll(at => ownNames.HasPartIn(residue.New, at) && !doubts.SaysPurpose(residue.New, at));
    }

    // "our products" and "our products and services": one word or two for what the company offers, unless the sentence says
    // what it covers.
    private void DropOffers(Residue residue, List<int> gone, List<int> come)
    {
        if (residue.New.Substance.Concat(residue.Old.Substance).Any(found => lexicon.Entries[found.Entry].Id is "applies" or "where-it-holds")
            || !(IsOffered(residue.Old) || NamesPublisher(residue.Old)) || !(IsOffered(residue.New) || NamesPublisher(residue.New)))
        {
            return;
        }

        gone.RemoveAll(at => IsOffer(residue.Old, at) && IsReplacedByOffers(residue, at, isOld: true, gone, come));
        come.RemoveAll(at => IsOffer(residue.New, at) && IsReplacedByOffers(residue, at, isOld: false, gone, come));
    }

    private bool IsOffer(Passage side, int at) => GroupOf(side, at) is "what-is-offered";

    private bool IsOffered(Passage side) => Enumerable.Range(0, side.Ids.Length).Any(at => IsOffer(side, at));

    // "when you use Example" and "when you use our services"
    private bool NamesPublisher(Passage side) =>
        Enumerable.Range(0, side.Ids.Length).Any(at => side.Classes[at] is WordClass.Name && (ownNames.HadBefore(side.Surface(at, at + 1)) || ownNames.HasNow(side.Surface(at, at + 1))));

    // Where other words of weight came or went beside it, it may be another thing: "services of our partners".
    private bool IsReplacedByOffers(Residue residue, int at, bool isOld, List<int> gone, List<int> come)
    {
        var hunk = residue.Edits.Hunks.Find(one => isOld ? at >= one.OldStart && at < one.OldEnd : at >= one.NewStart && at < one.NewEnd);
        return gone.TrueForAll(one => one < hunk.OldStart || one >= hunk.OldEnd || IsOffer(residue.Old, one))
            && come.TrueForAll(one => one < hunk.NewStart || one >= hunk.NewEnd || IsOffer(residue.New, one));
    }

    private bool IsSwap(Residue residue, List<int> gone, List<int> come)
    {
        var isReplaced = gone.TrueForAll(at => ResidueWords.IsReplaced(residue, at, isOld: true)) && come.TrueForAll(at => ResidueWords.IsReplaced(residue, at, isOld: false));
        if (gone.Count == 0 || come.Count == 0)
            return isReplaced && gone.Count + come.Count <= 2 && !gone.Exists(at => GroupOf(residue.Old, at) is "sizes-and-shades") && !come.Exists(at => GroupOf(residue.New, at) is "sizes-and-shades") && !SpeaksOf(residue, ReasonCategory.Rights, ReasonCategory.Choice, ReasonCategory.Sharing);
        if (gone.Exists(one => come.Exists(other => Spelling.IsOpposite(table.StemOf(residue.Old.Ids[one]), table.StemOf(residue.New.Ids[other])))))
            return false;
        if (gone.Exists(at => residue.Old.Classes[at] is WordClass.Topic) || come.Exists(at => residue.New.Classes[at] is WordClass.Topic))
            return false;
        if (gone.Exists(at => GroupOf(residue.Old, at) is "sizes-and-shades") || come.Exists(at => GroupOf(residue.New, at) is "sizes-and-shades"))
            return false;
        if (SpeaksOf(residue, ReasonCategory.Sharing) && (gone.Exists(at => IsListed(residue.Old, at)) || come.Exists(at => IsListed(residue.New, at))))
            return false;

        // Where a right or a recipient is spoken of, one word may stand for another, but not one way of doing it for another.
        return SpeaksOf(residue, ReasonCategory.Rights, ReasonCategory.Choice, ReasonCategory.Sharing)
            ? gone.Count == 1 && come.Count == 1 && residue.Edits.Hunks.TrueForAll(hunk => hunk.OldEnd - hunk.OldStart <= LongestWordSwap && hunk.NewEnd - hunk.NewStart <= LongestWordSwap)
            : gone.Count <= 2 && come.Count <= 2;
    }

    // Words came and words went in several places, and every term of substance stayed: the same said in other words.
    private bool IsRewritten(Residue residue, List<int> gone, List<int> come) =>
        gone.Count > 0 && come.Count > 0 && !SpeaksOf(residue, ReasonCategory.Sharing, ReasonCategory.Choice) && ResidueWords.Changes(residue).Take(LeastPlaces).Count() == LeastPlaces
        && !gone.Exists(one => come.Exists(other => Spelling.IsOpposite(table.StemOf(residue.Old.Ids[one]), table.StemOf(residue.New.Ids[other]))));

    // A single adjective of style.
    private bool IsShade(Residue residue, List<int> gone, List<int> come) =>
        gone.Count + come.Count == 1 && (gone.Count == 1 ? GroupOf(residue.Old, gone[0]) : GroupOf(residue.New, come[0])) is "adjectives-and-adverbs";

    // "while the app is open": any word of it says when the sentence holds.
    private bool IsInLimit(Passage side, int at)
    {
        for (var i = at; i >= Math.Max(0, at - LongestLimit); i--)
        {
            if (table.StemOf(side.Ids[i]) is "while" or "whilst" or "whil")
                return true;
            if (side.Words[i].Has(WordMarks.AfterBreak))
                return false;
        }

        return false;
    }

    private bool SpeaksOf(Residue residue, params ReadOnlySpan<ReasonCategory> categories)
    {
        foreach (var found in residue.New.Substance)
        {
            if (categories.Contains(lexicon.Entries[found.Entry].Category!.Value))
                return true;
        }

        return false;
    }

    private bool SaysSomething(Residue residue) => SaysSomething(residue.New) || SaysSomething(residue.Old);

    private bool SaysSomething(Passage side)
    {
        for (var i = 0; i < side.Classes.Length; i++)
        {
            if (side.Classes[i] is WordClass.Substance || (side.Classes[i] is WordClass.Topic && GroupOf(side, i) is not "you-and-we"))
                return true;
        }

        // Somebody may, must or does not do something.
        return side.Has(WordClass.Operator) && side.Has(WordClass.Topic);
    }

    // "or list", ", spam": one more thing in a row of things.
    private bool IsListed(Passage side, int at)
    {
        var first = at;
        while (first > 0 && table.StemOf(side.Ids[first - 1]) is "your" or "the" or "a" or "an" or "their" or "our" or "other")
            first--;
        var before = first > 0 ? table.StemOf(side.Ids[first - 1]) : "";
        var after = at + 1 < side.Ids.Length ? table.StemOf(side.Ids[at + 1]) : "";
        return before is "or" or "and" || after is "or" or "and" || side.Words[first].Has(WordMarks.AfterBreak);
    }

    // "Example Europe Ltd (formerly Example Ltd)": the sentence says itself that only the name is new.
    private bool IsNewNameOf(Passage side, int at)
    {
        for (var i = at + 1; i < Math.Min(side.Ids.Length, at + LongestName); i++)
        {
            if (table.StemOf(side.Ids[i]) is "formerly" or "previously")
                return true;
        }

        return false;
    }
}
