using PolicyNotify.Changes.Classification.Rules;
using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// Finds sentences without a partner inside longer ones of the other version: the cells of a table that became paragraphs,
/// items of a list that were run together. Word by word, in one piece, and never behind a negation.
/// </summary>
/// <param name="lexicon">The words of the language.</param>
/// <param name="said">The sentences of the other version among which is looked.</param>
internal sealed class Elsewhere(Lexicon lexicon, IReadOnlyList<Reading> said)
{
    private const int LeastWords = 3;
    private const int LeastInSection = 2;
    private const int LongestDenial = 3;

    // A word that stands in more places than this is not followed up, or texts of equal lines would take for ever.
    private const int MostPlaces = 400;

    private readonly Lazy<Dictionary<int, List<Reading>>> opening = new(() => Index(said));
    private readonly Lazy<Dictionary<int, List<(Reading Reading, int At)>>> places = new(() => Places(said));
    private readonly Dictionary<Reading, Passage> passages = [];

    /// <summary>Takes whatever the sentences say, word by word, out of the changed words of a passage.</summary>
    public void Cover(Passage passage, bool[] changed)
    {
        if (said.Count == 0 || !changed.Contains(true))
            return;

        for (var start = 0; start < passage.Ids.Length; start++)
        {
            if (!opening.Value.TryGetValue(passage.Ids[start], out var readings) || readings.Count > MostPlaces)
                continue;
            var found = readings.Find(reading => IsAt(passage, changed, start, reading) && !IsDenied(passage, start));
            if (found is not null)
                changed.AsSpan(start, found.Words.Length).Clear();
        }
    }

    /// <summary>Whether one of the sentences that are acceptable says a reading as a part of what it says.</summary>
    public bool Holds(Reading reading, Func<Reading, bool> isAcceptable)
    {
        var rarest = -1;
        for (var i = 0; i < reading.Words.Length; i++)
        {
            if (!places.Value.TryGetValue(reading.Words[i].Id, out var at))
                return false;
            if (rarest < 0 || at.Count < places.Value[reading.Words[rarest].Id].Count)
                rarest = i;
        }

        return rarest >= 0 && places.Value[reading.Words[rarest].Id].Take(MostPlaces).Any(place => Says(place.Reading, place.At - rarest, reading) && isAcceptable(place.Reading));
    }

    /// <summary>Whether the sentences together say all that weighs something in a reading.</summary>
    public bool MakeUp(Reading reading)
    {
        if (reading.Words.Length < 2 * LeastWords)
            return false;

        var left = new bool[reading.Words.Length];
        Array.Fill(left, true);
        Cover(new([reading]), left);
        var (open, all) = (0, 0);
        for (var i = 0; i < left.Length; i++)
        {
            if (reading.Classes[i] is WordClass.Neutral or WordClass.Form)
                continue;
            all++;
            open += left[i] ? 1 : 0;
        }

        return all > 0 && open * 10 <= all;
    }

    private static Dictionary<int, List<Reading>> Index(IReadOnlyList<Reading> readings) =>
        readings.Where(reading => reading.Words.Length > 0).GroupBy(reading => reading.Words[0].Id).ToDictionary(group => group.Key, group => group.ToList());

    private static Dictionary<int, List<(Reading Reading, int At)>> Places(IReadOnlyList<Reading> readings)
    {
        var places = new Dictionary<int, List<(Reading Reading, int At)>>();
        foreach (var reading in readings)
        {
            for (var i = 0; i < reading.Words.Length; i++)
                (places.TryGetValue(reading.Words[i].Id, out var list) ? list : places[reading.Words[i].Id] = []).Add((reading, i));
        }

        return places;
    }

    private bool Says(Reading longer, int start, Reading reading)
    {
        if (start < 0 || start + reading.Words.Length > longer.Words.Length)
            return false;
        if (!passages.TryGetValue(longer, out var passage))
            passages[longer] = passage = new([longer]);
        return IsAt(passage, null, start, reading) && !IsDenied(passage, start);
    }

    private static bool IsAt(Passage passage, bool[]? changed, int start, Reading reading)
    {
        var length = reading.Words.Length;
        if (start + length > passage.Ids.Length || length < (InSameSection(passage, reading) ? LeastInSection : LeastWords))
            return false;

        var anyChanged = false;
        for (var i = 0; i < length; i++)
        {
            if (passage.Ids[start + i] != reading.Words[i].Id)
                return false;
            if (changed is null || changed[start + i])
                anyChanged = true;
            else if (IsWeighty(passage.Classes[start + i]) && IsWeighty(reading.Classes[i]) && !IsInTerm(passage, start + i, changed))
                return false;
        }

        return anyChanged;
    }

    private static bool IsWeighty(WordClass kind) => kind is not (WordClass.Neutral or WordClass.Form);

    private static bool InSameSection(Passage passage, Reading reading) =>
        string.Equals(passage.Readings[0].Clause.Section?.Title, reading.Clause.Section?.Title, StringComparison.OrdinalIgnoreCase);

    // "your" of "your name" may have stood there before.
    private static bool IsInTerm(Passage passage, int at, bool[] changed) =>
        passage.Substance.Exists(found => at >= found.Start && at < found.End && Residue.Touches(changed, found.Start, found.End));

    private bool IsDenied(Passage passage, int start) =>
        passage.Operators.Exists(found => found.End <= start && start - found.End < LongestDenial
            && lexicon.Entries[found.Entry].Operator is OperatorKind.Negation or OperatorKind.Exception);
}
