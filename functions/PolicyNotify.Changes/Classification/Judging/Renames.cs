using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;
using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Names that give way to other names throughout the text: a rename, not a new party.</summary>
internal sealed class Renames
{
    private const int Throughout = 2;
    private const int NearestProduct = 4;
    private const int FirstWords = 3;
    private const int ShortItem = 7;
    private const int LeastName = 5;
    private const int LongestParts = 3;
    private static readonly string[] Speakers = ["(\"we", "or \"we", "(\"us", "or \"us", "(we,", "the \"company\"", "(\"company\""];
    private static readonly string[] Products = ["feature", "program", "programme", "feed", "plan", "membership", "member", "account", "profile", "mode", "tab", "button"];

    private readonly HashSet<int> gone = [];
    private readonly HashSet<int> come = [];
    private readonly HashSet<int> partsGone = [];
    private readonly HashSet<int> partsCome = [];

    public bool IsGone(int word) => gone.Contains(word);

    public bool IsNew(int word) => come.Contains(word);

    /// <summary>Looks through all reworded sentences for names that stand where others stood.</summary>
    public static Renames Find(Lexicon lexicon, IReadOnlyList<SentencePair> pairs, PolicyDocument old, PolicyDocument @new)
    {
        var together = new Dictionary<(int Old, int New), Standing>();
        var before = new Dictionary<(int Old, int New, int Next), Standing>();
        foreach (var pair in pairs)
            Count(lexicon, pair, together, before);

        var renames = new Renames();
        Dictionary<string, int> inOld = [], inNew = [];
        foreach (var (names, found) in together)
        {
            if (found.Count < Throughout || found.AsRecipient * 2 > found.Count || Share(found.OldText, @new, inNew, old, inOld) > 0.2 || Share(found.NewText, old, inOld, @new, inNew) > 0.2)
                continue;
            renames.Add(names.Old, names.New);
        }

        // "Alpha account" becomes "Beta account" throughout, though both names go on to stand for other things.
        foreach (var (names, found) in before)
        {
            if (found.Count >= Throughout && found.AsRecipient * 2 <= found.Count && Share(found.OldText, @new, inNew, old, inOld) <= 0.2)
                renames.Add(names.Old, names.New);
        }

        foreach (var (names, found) in together)
        {
            if (SaysItself(found, @new) || IsSameFamily(found) || IsSwappedForGood(found, old, inOld, @new, inNew))
                renames.Add(names.Old, names.New);
        }

        foreach (var pair in pairs)
            renames.NoteParts(pair);
        return renames;
    }

    /// <summary>Whether a word was a part of the publisher's name and no longer is.</summary>
    public bool IsPartGone(Passage side, int at) => side.Words[at].Has(WordMarks.Capital) && partsGone.Contains(side.Ids[at]);

    /// <summary>Whether a word is a part of the publisher's name and was none.</summary>
    public bool IsPartNew(Passage side, int at) => side.Words[at].Has(WordMarks.Capital) && partsCome.Contains(side.Ids[at]);

    // "Example Technologies AG ("we")" and "Example AG ("we")", "Example Technologies AG, 12 Main Street": the sentence says itself
    // that whoever speaks, or whoever sits at that address, is meant by both.
    private void NoteParts(SentencePair pair)
    {
        var (old, @new) = (new Passage(pair.Old), new Passage(pair.New));
        var edits = WordEdits.Between(old.Ids, @new.Ids);
        if (edits.Hunks.Count != 1 || !MeansPublisher(old) || !MeansPublisher(@new))
            return;
        var hunk = edits.Hunks[0];
        if (hunk.OldEnd - hunk.OldStart + hunk.NewEnd - hunk.NewStart > LongestParts || !StandsInCompany(old, hunk.OldStart, hunk.OldEnd) || !StandsInCompany(@new, hunk.NewStart, hunk.NewEnd))
            return;
        for (var i = hunk.OldStart; i < hunk.OldEnd; i++)
            partsGone.Add(old.Ids[i]);
        for (var i = hunk.NewStart; i < hunk.NewEnd; i++)
            partsCome.Add(@new.Ids[i]);
    }

    private static bool MeansPublisher(Passage side) => Speakers.Any(speaker => side.Text.Contains(speaker, StringComparison.OrdinalIgnoreCase));

    // Between a name that stays and a legal form.
    private static bool StandsInCompany(Passage side, int start, int end)
    {
        if (start == 0 || end >= side.Words.Length || !side.Words[start - 1].Has(WordMarks.Capital))
            return false;
        for (var i = start; i <= end; i++)
        {
            if (!side.Words[i].Has(WordMarks.Capital))
                return false;
        }

        return side.Classes[end] is WordClass.Neutral;
    }

    private void Add(int old, int @new)
    {
        gone.Add(old);
        come.Add(@new);
    }

    // "Athos" and "OpenAthos"
    private static bool IsSameFamily(Standing found) =>
        found.Count >= Throughout && Math.Min(found.OldText.Length, found.NewText.Length) >= LeastName && found.OldText != found.NewText
        && (found.OldText.EndsWith(found.NewText, StringComparison.Ordinal) || found.NewText.EndsWith(found.OldText, StringComparison.Ordinal));

    // The old name stands nowhere any more, the new one stood nowhere before, and neither of them does anything with data.
    private static bool IsSwappedForGood(Standing found, PolicyDocument old, Dictionary<string, int> inOld, PolicyDocument @new, Dictionary<string, int> inNew) =>
        found.AsRecipient == 0 && found.AsAgent == 0 && Occurrences(found.OldText, @new, inNew) == 0 && Occurrences(found.NewText, old, inOld) == 0;

    // "Beta (formerly Alpha)"
    private static bool SaysItself(Standing found, PolicyDocument text) =>
        text.Clauses.Any(clause => clause.SourceSpan.Contains("formerly", StringComparison.OrdinalIgnoreCase)
            && (clause.Meaning.Contains($"{found.NewText} (formerly {found.OldText}", StringComparison.Ordinal)
                || clause.Meaning.Contains($"{found.NewText} (formerly known as {found.OldText}", StringComparison.Ordinal)
                || clause.Meaning.Contains($"{found.NewText}, formerly {found.OldText}", StringComparison.Ordinal)));

    private static void Count(
        Lexicon lexicon,
        SentencePair pair,
        Dictionary<(int Old, int New), Standing> together,
        Dictionary<(int Old, int New, int Next), Standing> beforeWord)
    {
        if (!pair.Old.Exists(HasName) || !pair.New.Exists(HasName))
            return;

        var old = new Passage(pair.Old);
        var @new = new Passage(pair.New);
        var speaksOfRecipients = @new.Substance.Exists(one => lexicon.Entries[one.Entry].Category is ReasonCategory.Sharing);
        foreach (var hunk in WordEdits.Between(old.Ids, @new.Ids).Hunks)
        {
            if (hunk.OldEnd - hunk.OldStart > 6 || hunk.NewEnd - hunk.NewStart > 6)
                continue;
            for (var i = hunk.OldStart; i < hunk.OldEnd; i++)
            {
                for (var j = hunk.NewStart; j < hunk.NewEnd; j++)
                {
                    if (!IsName(old, i) || !IsName(@new, j))
                        continue;
                    var namesRecipients = speaksOfRecipients && MayReceive(lexicon, @new, j);
                    var key = (old.Ids[i], @new.Ids[j]);
                    together[key] = together.GetValueOrDefault(key).And(namesRecipients, IsAgent(lexicon, old, i), old.Surface(i, i + 1), @new.Surface(j, j + 1));
                    if (i + 1 >= old.Ids.Length || j + 1 >= @new.Ids.Length || old.Ids[i + 1] != @new.Ids[j + 1])
                        continue;
                    var longer = (old.Ids[i], @new.Ids[j], old.Ids[i + 1]);
                    beforeWord[longer] = beforeWord.GetValueOrDefault(longer).And(namesRecipients, IsAgent(lexicon, old, i), old.Surface(i, i + 2), @new.Surface(j, j + 2));
                }
            }
        }
    }

    /// <summary>How often one name took another's place, and how often in a sentence about recipients: those may be another company.</summary>
    private readonly record struct Standing(int Count, int AsRecipient, int AsAgent, string OldText, string NewText)
    {
        public Standing And(bool asRecipient, bool asAgent, string old, string @new) =>
            new(Count + 1, AsRecipient + (asRecipient ? 1 : 0), AsAgent + (asAgent ? 1 : 0), OldText ?? old, NewText ?? @new);
    }

    // "with Alpha", "partners such as Alpha and Beta", "Alpha receives": not "verified news on Alpha".
    private static bool MayReceive(Lexicon lexicon, Passage side, int at)
    {
        if (at == 0 || side.Words[at].Has(WordMarks.First | WordMarks.AfterBreak) || IsEntry(side, at))
            return true;
        foreach (var word in (string[])["by", "with", "via", "through", "from", "use", "to", "and", "or", "as", "like", "including", "namely", "that"])
        {
            if (lexicon.TryGetId(Stems.Of(word), out var id) && side.Ids[at - 1] == lexicon.Canonical(id))
                return true;
        }

        return false;
    }

    // "- Alpha (hosting)": a list or table of companies, not a list whose items are sentences.
    private static bool IsEntry(Passage side, int at) =>
        side.Readings[0].Clause.Kind is ClauseKind.TableRow || (side.Readings[0].Clause.Kind is ClauseKind.ListItem && (at < FirstWords || side.Words.Length < ShortItem));

    // "hosted by Alpha", "we use Alpha": somebody who works with data. Also any name in a sentence that collects or sends it.
    private static bool IsAgent(Lexicon lexicon, Passage side, int at)
    {
        if (IsProduct(lexicon, side, at))
            return false;
        if (Doubts.IsMade(side, at))
            return true;
        foreach (var word in (string[])["by", "with", "via", "through", "from", "use", "to"])
        {
            if (lexicon.TryGetId(Stems.Of(word), out var id) && (FollowsWord(side, at, lexicon.Canonical(id)) || FollowsWord(side, StartOfRow(side, at), lexicon.Canonical(id))))
                return true;
        }

        return side.Substance.Exists(found => lexicon.Entries[found.Entry].Category is ReasonCategory.Sharing or ReasonCategory.Transfer or ReasonCategory.Controller)
            || IsEntry(side, at);
    }

    private static bool FollowsWord(Passage side, int at, int word) => at > 0 && side.Ids[at - 1] == word;

    // "we use Alpha Mail and Beta Mail": the names in a row are used alike. A name that stands alone is its own row.
    private static int StartOfRow(Passage side, int at)
    {
        var (first, isRow) = (at, false);
        while (first > 0 && (side.Words[first - 1].Has(WordMarks.Capital) || side.Surface(first - 1, first) is "and" or "or"))
        {
            isRow |= !side.Words[first - 1].Has(WordMarks.Capital);
            first--;
        }

        return isRow ? first : at;
    }

    // "the Alpha feature", "your Alpha Club account", "Alpha Rewards members": what the company offers, whoever is spoken of.
    private static bool IsProduct(Lexicon lexicon, Passage side, int at)
    {
        for (var i = at + 1; i < Math.Min(side.Ids.Length, at + NearestProduct); i++)
        {
            if (side.Words[i].Has(WordMarks.AfterBreak))
                return false;
            if (Products.Any(word => lexicon.TryGetId(Stems.Of(word), out var id) && side.Ids[i] == lexicon.Canonical(id)))
                return true;
        }

        return false;
    }

    private static bool IsName(Passage side, int at) => IsName(side.Classes[at], side.Words[at]);

    private static bool IsName(WordClass kind, Word word) => kind is WordClass.Name || (kind is WordClass.Unknown && word.Has(WordMarks.Capital));

    private static bool HasName(Reading reading)
    {
        for (var i = 0; i < reading.Words.Length; i++)
        {
            if (IsName(reading.Classes[i], reading.Words[i]))
                return true;
        }

        return false;
    }

    // How often a name stands in one text for every time it stands in the other.
    private static double Share(string name, PolicyDocument text, Dictionary<string, int> inText, PolicyDocument reference, Dictionary<string, int> inReference) =>
        (double)Occurrences(name, text, inText) / Math.Max(1, Occurrences(name, reference, inReference));

    // A rewritten text asks for the same few names again and again.
    private static int Occurrences(string name, PolicyDocument text, Dictionary<string, int> known)
    {
        if (known.TryGetValue(name, out var found))
            return found;

        var count = 0;
        foreach (var clause in text.Clauses)
        {
            var meaning = clause.Meaning;
            for (var at = meaning.IndexOf(name, StringComparison.Ordinal); at >= 0; at = meaning.IndexOf(name, at + name.Length, StringComparison.Ordinal))
            {
                var end = at + name.Length;
                var standsAlone = (at == 0 || !IsPart(meaning[at - 1])) && (end == meaning.Length || !IsPart(meaning[end]));
                count += standsAlone ? 1 : 0;
            }
        }

        return known[name] = count;
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '@' or '/';
}
