using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>
/// Finds for each changed sentence the one it was before: first among the sentences of the same clause, then anywhere,
/// then as a part that was split off or merged in. What finds no partner is new or gone.
/// </summary>
internal sealed class SentencePairing
{
    private const double AlikeInClause = 0.34;
    private const double AlikeElsewhere = 0.6;
    private const double Contained = 0.7;

    // Words in more sentences than this do not tell sentences apart; it bounds the search in texts of equal lines.
    private const int CommonWord = 40;

    private readonly List<Reading> oldLeft = [];
    private readonly List<Reading> newLeft = [];

    public List<SentencePair> Pairs { get; } = [];

    /// <summary>Sentences that stand in both texts, only elsewhere.</summary>
    public List<SentencePair> Moved { get; } = [];

    public IReadOnlyList<Reading> Removed => oldLeft;

    public IReadOnlyList<Reading> Added => newLeft;

    /// <summary>Takes in the sentences of one changed clause.</summary>
    public void AddClause(List<Reading> old, List<Reading> @new)
    {
        if (old.Count == 1 && @new.Count == 1 && Alike(old[0], @new[0]) >= 0.2)
        {
            Pairs.Add(new(old[0], @new[0]));
            return;
        }

        // The same words cut into sentences or list items in another way.
        if (old.Count != @new.Count && old.Count > 0 && @new.Count > 0 && SameBag(old, @new))
        {
            var pair = new SentencePair(old[0], @new[0]);
            pair.Old.AddRange(old.Skip(1));
            pair.New.AddRange(@new.Skip(1));
            Pairs.Add(pair);
            return;
        }

        PairBest(old, @new, AlikeInClause);
        oldLeft.AddRange(old);
        newLeft.AddRange(@new);
    }

    /// <summary>Looks for partners beyond the clause, once every clause is in.</summary>
    public void Finish()
    {
        PairEqual();
        PairDivided(oldLeft, newLeft, (whole, parts) => Join(new(whole, parts[0]), pair => pair.New, parts));
        PairDivided(newLeft, oldLeft, (whole, parts) => Join(new(parts[0], whole), pair => pair.Old, parts));
        PairElsewhere();
        AttachParts(newLeft, pair => pair.Old, pair => pair.New);
        AttachParts(oldLeft, pair => pair.New, pair => pair.Old);
    }

    /// <summary>How alike two sentences are by the words that weigh something, from 0 to 1.</summary>
    private static double Alike(Reading one, Reading other) => 2.0 * Shared(one.Weighty, other.Weighty) / (one.Weighty.Length + other.Weighty.Length);

    private static int Shared(int[] one, int[] other)
    {
        var shared = 0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            if (one[i] == other[j])
            {
                shared++;
                i++;
                j++;
            }
            else if (one[i] < other[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return shared;
    }

    private static bool SameBag(List<Reading> old, List<Reading> @new)
    {
        var one = old.SelectMany(reading => reading.Weighty).Order().ToArray();
        var other = @new.SelectMany(reading => reading.Weighty).Order().ToArray();
        return Shared(one, other) >= Math.Max(one.Length, other.Length) * Contained;
    }

    private void PairBest(List<Reading> old, List<Reading> @new, double enough)
    {
        // Sentences of one paragraph are few; a paragraph of thousands is left to the search by rare words.
        if ((long)old.Count * @new.Count > 10_000)
            return;

        var candidates = new List<(double Alike, Reading Old, Reading New)>();
        foreach (var one in old)
        {
            foreach (var other in @new)
            {
                var alike = Alike(one, other);
                if (alike >= enough)
                    candidates.Add((alike, one, other));
            }
        }

        foreach (var (_, one, other) in candidates.OrderByDescending(candidate => candidate.Alike))
        {
            if (!old.Contains(one) || !@new.Contains(other))
                continue;
            Pairs.Add(new(one, other));
            old.Remove(one);
            @new.Remove(other);
        }
    }

    private void PairEqual()
    {
        var byWords = new Dictionary<string, Reading>(StringComparer.Ordinal);
        foreach (var reading in oldLeft)
            byWords.TryAdd(KeyOf(reading), reading);

        var moved = new HashSet<Reading>();
        foreach (var reading in newLeft)
        {
            if (byWords.Remove(KeyOf(reading), out var before))
            {
                moved.Add(reading);
                moved.Add(before);
                Moved.Add(new(before, reading));
            }
        }

        oldLeft.RemoveAll(moved.Contains);
        newLeft.RemoveAll(moved.Contains);
    }

    private void Join(SentencePair pair, Func<SentencePair, List<Reading>> side, List<Reading> parts)
    {
        side(pair).AddRange(parts.Skip(1));
        Pairs.Add(pair);
    }

    // A sentence that became a list, or a list that became a sentence: its parts stand in the same section.
    private static void PairDivided(List<Reading> wholes, List<Reading> parts, Action<Reading, List<Reading>> pair)
    {
        if ((long)wholes.Count * parts.Count > 20_000)
            return;

        foreach (var whole in wholes.Where(whole => whole.Weighty.Length >= 4).ToList())
        {
            var inside = parts.Where(part => SectionOf(part) == SectionOf(whole) && part.Weighty.Length < whole.Weighty.Length
                && Shared(part.Weighty, whole.Weighty) == part.Weighty.Length).ToList();
            if (inside.Count < 2)
                continue;
            var all = inside.SelectMany(part => part.Weighty).Order().ToArray();
            if (Shared(all, whole.Weighty) < whole.Weighty.Length * Contained)
                continue;
            pair(whole, inside);
            wholes.Remove(whole);
            parts.RemoveAll(inside.Contains);
        }
    }

    private static string SectionOf(Reading reading) => reading.Clause.Section?.Title ?? "";

    private static string KeyOf(Reading reading) => string.Join(' ', reading.Words.Select(word => word.Id));

    private void PairElsewhere()
    {
        var index = new Dictionary<int, List<Reading>>();
        foreach (var reading in oldLeft)
        {
            foreach (var word in reading.Weighty.Distinct())
                (index.TryGetValue(word, out var list) ? list : index[word] = []).Add(reading);
        }

        var taken = new HashSet<Reading>();
        foreach (var reading in newLeft)
        {
            var scores = new Dictionary<Reading, int>();
            foreach (var word in reading.Weighty.Distinct())
            {
                if (!index.TryGetValue(word, out var list) || list.Count > CommonWord)
                    continue;
                foreach (var candidate in list)
                    scores[candidate] = scores.GetValueOrDefault(candidate) + 1;
            }

            var best = scores.Where(score => !taken.Contains(score.Key)).OrderByDescending(score => score.Value).Take(8)
                .Select(score => score.Key).MaxBy(candidate => Alike(candidate, reading));
            if (best is null || Alike(best, reading) < AlikeElsewhere)
                continue;
            taken.Add(best);
            taken.Add(reading);
            Pairs.Add(new(best, reading));
        }

        oldLeft.RemoveAll(taken.Contains);
        newLeft.RemoveAll(taken.Contains);
    }

    // A sentence whose words are nearly all missing from the other half of a pair was split off from it or merged into it.
    private void AttachParts(List<Reading> left, Func<SentencePair, List<Reading>> whole, Func<SentencePair, List<Reading>> part)
    {
        if (left.Count == 0 || (long)left.Count * Pairs.Count > 20_000)
            return;

        // What a pair's other half lacks changes only when a part is added to it.
        var lacking = Pairs.ToDictionary(pair => pair, pair => Without(whole(pair), part(pair)));
        foreach (var reading in left.ToList())
        {
            SentencePair? home = null;
            var best = Contained;
            foreach (var pair in Pairs)
            {
                // A word or two say little about where they belong unless they stand close by.
                if (reading.Weighty.Length < 3 && SectionOf(part(pair)[0]) != SectionOf(reading) && SectionOf(whole(pair)[0]) != reading.Text)
                    continue;

                var missing = lacking[pair];
                var share = missing.Length == 0 ? 0 : (double)Shared(reading.Weighty, missing) / reading.Weighty.Length;
                if (share >= (reading.Weighty.Length < 3 ? 1.0 : best))
                    (home, best) = (pair, share);
            }

            if (home is null)
                continue;
            part(home).Add(reading);
            lacking[home] = Without(whole(home), part(home));
            left.Remove(reading);
        }
    }

    private static int[] Without(List<Reading> whole, List<Reading> part)
    {
        var counts = new Dictionary<int, int>();
        foreach (var word in part.SelectMany(reading => reading.Weighty))
            counts[word] = counts.GetValueOrDefault(word) + 1;

        var missing = new List<int>();
        foreach (var word in whole.SelectMany(reading => reading.Weighty))
        {
            if (counts.GetValueOrDefault(word) > 0)
                counts[word]--;
            else
                missing.Add(word);
        }

        missing.Sort();
        return [.. missing];
    }
}
