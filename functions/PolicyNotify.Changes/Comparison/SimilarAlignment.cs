using PolicyNotify.Changes.Documents;

namespace PolicyNotify.Changes.Comparison;

/// <summary>Pairs clauses that say something in other words, best matches first, at the same place rather than elsewhere.</summary>
internal sealed class SimilarAlignment
{
    // A word that stands in more clauses than this tells none of them apart.
    private const int MaxPostings = 48;
    private const int MaxCandidates = 8;
    private const double LeastHere = 0.34;
    private const double LeastElsewhere = 0.62;
    private const double LeastOnlyPair = 0.15;
    private const int LeastWeightElsewhere = 24;

    private readonly Alignment alignment;
    private readonly WordBags bags;
    private readonly int[] oldGaps;
    private readonly int[] newGaps;
    private readonly IReadOnlyList<(List<int> Old, List<int> New)> gaps;
    private readonly int[] best = new int[MaxCandidates];
    private readonly (int Votes, int Nearness, int Order)[] bestRanks = new (int, int, int)[MaxCandidates];

    private SimilarAlignment(Alignment alignment, WordBags bags)
    {
        this.alignment = alignment;
        this.bags = bags;
        gaps = Gaps.Find(alignment);
        oldGaps = new int[alignment.Old.Count];
        newGaps = new int[alignment.New.Count];
        for (var gap = 0; gap < gaps.Count; gap++)
        {
            gaps[gap].Old.ForEach(old => oldGaps[old] = gap + 1);
            gaps[gap].New.ForEach(@new => newGaps[@new] = gap + 1);
        }
    }

    public static void Find(Alignment alignment, WordBags bags)
    {
        var similar = new SimilarAlignment(alignment, bags);
        similar.PairBestFirst();
        similar.PairWhatIsLeft();
    }

    private void PairBestFirst()
    {
        var candidates = Candidates();
        candidates.Sort(static (left, right) =>
            right.Score.CompareTo(left.Score) is var byScore && byScore != 0 ? byScore
            : left.Distance.CompareTo(right.Distance) is var byDistance && byDistance != 0 ? byDistance
            : (left.Old, left.New).CompareTo((right.Old, right.New)));
        foreach (var candidate in candidates)
        {
            if (alignment.OldPartners[candidate.Old] < 0 && alignment.NewPartners[candidate.New] < 0)
                Pair(candidate.Old, candidate.New);
        }
    }

    private List<Candidate> Candidates()
    {
        var postings = Postings();
        var candidates = new List<Candidate>();
        var votes = new int[alignment.New.Count];
        var voted = new List<int>();
        foreach (var old in alignment.FreeOld())
        {
            var bag = bags.Old(old);
            for (var i = 0; i < bag.Words.Length; i++)
            {
                if (!postings.TryGetValue(bag.Words[i], out var places) || places.Count > MaxPostings)
                    continue;
                foreach (var place in places)
                {
                    if (votes[place] == 0)
                        voted.Add(place);
                    votes[place] += bag.Weights[i];
                }
            }

            foreach (var place in Best(old, voted, votes))
                Consider(old, place, candidates);
            foreach (var place in voted)
                votes[place] = 0;
            voted.Clear();
        }

        return candidates;
    }

    // The most words in common first, then the nearest, then the first.
    private ReadOnlySpan<int> Best(int old, List<int> voted, int[] votes)
    {
        var count = 0;
        foreach (var place in voted)
        {
            var rank = (Votes: votes[place] + (IsSameGap(old, place) ? 4 : 0), Nearness: -Math.Abs(place - old), Order: -place);
            if (count == MaxCandidates && !IsBefore(rank, bestRanks[count - 1]))
                continue;
            count = Math.Min(count + 1, MaxCandidates);
            var at = count - 1;
            for (; at > 0 && IsBefore(rank, bestRanks[at - 1]); at--)
                (best[at], bestRanks[at]) = (best[at - 1], bestRanks[at - 1]);
            (best[at], bestRanks[at]) = (place, rank);
        }

        return best.AsSpan(0, count);
    }

    private static bool IsBefore((int Votes, int Nearness, int Order) one, (int Votes, int Nearness, int Order) other) =>
        one.Votes != other.Votes ? one.Votes > other.Votes
        : one.Nearness != other.Nearness ? one.Nearness > other.Nearness
        : one.Order > other.Order;

    private Dictionary<int, List<int>> Postings()
    {
        var postings = new Dictionary<int, List<int>>();
        foreach (var @new in alignment.FreeNew())
        {
            foreach (var word in bags.New(@new).Words)
            {
                if (!postings.TryGetValue(word, out var places))
                    postings[word] = places = [];
                places.Add(@new);
            }
        }

        return postings;
    }

    private void Consider(int old, int @new, List<Candidate> candidates)
    {
        var (bag, other) = (bags.Old(old), bags.New(@new));
        var here = IsSameGap(old, @new);
        if (!here && Math.Min(bag.Weight, other.Weight) < LeastWeightElsewhere)
            return;

        var score = Score(bag, other);
        if (score >= (here ? LeastHere : LeastElsewhere))
            candidates.Add(new(old, @new, here ? score + 0.2 : score, Math.Abs(old - @new)));
    }

    // What stands alone between the same neighbours took the other's place, and so did a heading.
    private void PairWhatIsLeft()
    {
        foreach (var gap in gaps)
        {
            var old = gap.Old.FindAll(place => alignment.OldPartners[place] < 0);
            var @new = gap.New.FindAll(place => alignment.NewPartners[place] < 0);
            if (old.Count == 1 && @new.Count == 1 && Score(bags.Old(old[0]), bags.New(@new[0])) >= LeastOnlyPair)
            {
                Pair(old[0], @new[0]);
                continue;
            }

            PairInTurn(old, @new);
            var oldHeadings = old.FindAll(place => alignment.Old[place].Kind is ClauseKind.Heading);
            var newHeadings = @new.FindAll(place => alignment.New[place].Kind is ClauseKind.Heading);
            for (var i = 0; oldHeadings.Count == newHeadings.Count && i < oldHeadings.Count; i++)
            {
                if (alignment.Old[oldHeadings[i]].Section!.Level == alignment.New[newHeadings[i]].Section!.Level)
                    Pair(oldHeadings[i], newHeadings[i]);
            }
        }
    }

    // As many as before, and each like the one in its place: a list whose items all got the same new word.
    private void PairInTurn(List<int> old, List<int> @new)
    {
        for (var i = 0; old.Count == @new.Count && i < old.Count; i++)
        {
            if (Score(bags.Old(old[i]), bags.New(@new[i])) >= LeastHere)
                Pair(old[i], @new[i]);
        }

        old.RemoveAll(place => alignment.OldPartners[place] >= 0);
        @new.RemoveAll(place => alignment.NewPartners[place] >= 0);
    }

    private void Pair(int old, int @new)
    {
        alignment.Pair(old, @new);
        alignment.Reworded.Add(old);
    }

    private bool IsSameGap(int old, int @new) => oldGaps[old] != 0 && oldGaps[old] == newGaps[@new];

    private static double Score(WordBag left, WordBag right)
    {
        if (left.Weight == 0 || right.Weight == 0)
            return 0;

        var shared = left.Shared(right);
        var alike = 2.0 * shared / (left.Weight + right.Weight);
        var smaller = Math.Min(left.Weight, right.Weight);
        var contained = smaller >= 12 ? 0.85 * shared / smaller : 0;
        return Math.Max(alike, contained);
    }

    private readonly record struct Candidate(int Old, int New, double Score, int Distance);
}
