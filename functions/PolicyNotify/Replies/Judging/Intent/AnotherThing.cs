using PolicyNotify.Replies.Judging.Phrases;

namespace PolicyNotify.Replies.Judging.Intent;

/// <summary>
/// Looks at the object of the verb. People cancel orders, close tickets and end their subscription to a magazine in the words with which others leave; what
/// is theirs to end besides the contract is listed by language under <c>[thing]</c>.
/// </summary>
internal static class AnotherThing
{
    // "cancel my very old blue parcel": so far from a verb its object may be.
    private const int ObjectReach = 4;

    // "subscription to the (paper) magazine".
    private const int LinkReach = 2;

    /// <summary>Whether words of objection are about something else than the contract.</summary>
    /// <param name="hit">The words.</param>
    /// <param name="words">The sentence.</param>
    /// <param name="found">What the language of the words finds in it: another one may have the same letters for something else.</param>
    public static bool IsMeant(PhraseHit hit, IReadOnlyList<Word> words, IReadOnlyList<PhraseHit> found)
    {
        var things = found.Where(other => other.Role is PhraseRole.Thing).ToList();
        if (things.Count == 0)
            return false;
        var contracts = found.Where(other => other.Role is PhraseRole.Contract).ToList();
        return things.Exists(thing => hit.Contains(thing) ? IsInside(hit, thing, contracts, words, found) : IsAfter(hit, thing, contracts, words, found));
    }

    // "I want my appointment cancelled"; "cancel my newsletter subscription"; "mein Abo der Zeitschrift kündigen".
    private static bool IsInside(PhraseHit hit, PhraseHit thing, IReadOnlyList<PhraseHit> contracts, IReadOnlyList<Word> words, IReadOnlyList<PhraseHit> found) =>
        contracts.Where(hit.Contains).All(contract => contract.Start == thing.Start || contract.Start == thing.End || IsLinked(contract.End, thing.Start, words, found));

    private static bool IsAfter(PhraseHit hit, PhraseHit thing, IReadOnlyList<PhraseHit> contracts, IReadOnlyList<Word> words, IReadOnlyList<PhraseHit> found)
    {
        if (thing.Start < hit.End || !IsPlain(hit.End, thing.Start, words, found))
            return false;

        // "cancel my membership of the gym", "cancel my account with the old card": the contract is the object, and is the thing's own only where it is linked to it.
        var contract = contracts.LastOrDefault(contract => contract.Start >= hit.Start && contract.End <= thing.Start);
        if (contract is not null)
            return (thing.Start == hit.End && contract.End == hit.End) || IsLinked(contract.End, thing.Start, words, found);
        var endsInVerb = found.Any(other => other.Role is PhraseRole.Watch && other.End == hit.End);
        return thing.Start - hit.End <= (endsInVerb ? ObjectReach : 1);
    }

    private static bool IsLinked(int from, int to, IReadOnlyList<Word> words, IReadOnlyList<PhraseHit> found) =>
        found.Any(link => link.Role is PhraseRole.Of && link.Start == from && link.End <= to && to - link.End <= LinkReach) && IsPlain(from, to, words, found);

    private static bool IsPlain(int from, int to, IReadOnlyList<Word> words, IReadOnlyList<PhraseHit> found)
    {
        for (var at = from; at < to; at++)
        {
            if (words[at].IsComma || found.Any(other => other.Role is PhraseRole.Clause or PhraseRole.Watch && other.Start == at))
                return false;
        }

        return true;
    }
}
