using PolicyNotify.Replies.Judging.Phrases;

namespace PolicyNotify.Replies.Judging.Intent;

/// <summary>Looks for objections in a sentence and for what takes them back.</summary>
internal sealed class SentenceReader(PhraseBooks books)
{
    private const int NegationReach = 6;

    private static readonly HashSet<PhraseRole> Explaining = [PhraseRole.Accept, PhraseRole.Harmless, PhraseRole.Request, PhraseRole.Right, PhraseRole.Withdrawal];

    /// <summary>What each language finds. A word that one language explains is explained for all: many words are spelled alike.</summary>
    public IEnumerable<ReadSentence> Read(Sentence written, bool ignoreQuotes)
    {
        var sentence = written with { Words = books.Spelling.Mend(written.Words) };
        var found = books.Find(sentence.Words).Select(one => (one.Book.Language, Hits: Settle(Asking(one.Hits, sentence), sentence.Words))).ToList();
        var everywhere = found.SelectMany(one => one.Hits).ToList();
        return found.Select(one => Read(sentence, one.Language, one.Hits, everywhere, ignoreQuotes)).ToList();
    }

    private static List<PhraseHit> Asking(IReadOnlyList<PhraseHit> hits, Sentence sentence) =>
        [.. hits.Where(hit => hit.Role is not PhraseRole.VerbFirst || sentence.IsQuestion || BeginsClause(hit, sentence.Words, hits))
            .Select(hit => hit.Role is PhraseRole.VerbFirst ? hit with { Role = PhraseRole.HowTo } : hit)];

    private static bool BeginsClause(PhraseHit hit, IReadOnlyList<Word> words, IReadOnlyList<PhraseHit> hits) =>
        hit.Start <= 1 && !hits.Any(other => other.Role is PhraseRole.Adverb && other.End == hit.Start)
        || (hit.Start > 1 && (words[hit.Start - 1].IsComma || hits.Any(other => other.Role is PhraseRole.Clause && other.End == hit.Start)));

    // "I do not agree" holds "agree", "I do not object" holds "object": where two overlap, the one that begins first has the meaning.
    private static List<PhraseHit> Settle(IReadOnlyList<PhraseHit> found, IReadOnlyList<Word> words)
    {
        var hits = found.Where(hit => hit.Role is not PhraseRole.Harmless || !SpansContract(hit, hit, found)).ToList();
        var objections = hits.Where(hit => hit.Role is PhraseRole.Objection or PhraseRole.Weak).ToList();
        var explaining = hits.Where(hit => Explaining.Contains(hit.Role)).ToList();
        return [.. hits.Where(hit => hit.Role switch
        {
            PhraseRole.Objection or PhraseRole.Weak => !explaining.Exists(other => other.Overlaps(hit) && (other.Start < hit.Start || other.Role is PhraseRole.Withdrawal || (IsLonger(other, hit) && !SpansContract(other, hit, hits)) || Completes(other, hit) || EndsInNegation(other, hits))) && !IsPartOfAbsence(hit, hits),
            PhraseRole.Accept => EndsInNegation(hit, hits) || (!objections.Exists(other => other.Overlaps(hit) && Precedes(other, hit)) && !IsNegated(hit, words, hits)),
            // "I take back my objection" also reads like taking it for one: what may be a withdrawal is for a reader.
            PhraseRole.Withdrawal => true,
            _ when Explaining.Contains(hit.Role) => !objections.Exists(other => other.Overlaps(hit) && Precedes(other, hit) && !IsLonger(hit, other) && !Completes(hit, other)),
            _ => true,
        })];
    }

    // "Cancel my account and newsletter" is not about the newsletter alone, "delete my account and my data" not about the data.
    private static bool SpansContract(PhraseHit hit, PhraseHit within, IReadOnlyList<PhraseHit> hits) =>
        hits.Any(contract => contract.Role is PhraseRole.Contract && within.Contains(contract) && contract.End < hit.End
            && hits.Any(clause => clause.Role is PhraseRole.Clause && clause.Start >= contract.End && clause.End < hit.End));

    // "I am out" objects; "I am out of the office" does not.
    private static bool IsPartOfAbsence(PhraseHit hit, IReadOnlyList<PhraseHit> hits) =>
        hits.Any(other => other.Role is PhraseRole.Harmless or PhraseRole.Automatic && other.Contains(hit) && other.End > hit.End);

    // "Remove the old address from my account" asks for more than "remove ... my account".
    private static bool IsLonger(PhraseHit explaining, PhraseHit objection) =>
        explaining.Role is PhraseRole.Request or PhraseRole.Right or PhraseRole.Harmless && explaining.Start == objection.Start && explaining.End >= objection.End;

    // "I want to cancel" + "cancel my order": what is to be cancelled comes last.
    private static bool Completes(PhraseHit explaining, PhraseHit objection) =>
        explaining.Role is PhraseRole.Request or PhraseRole.Right or PhraseRole.Harmless && explaining.Start > objection.Start && explaining.Start < objection.End && explaining.End > objection.End;

    // German and Dutch say "ich widerspreche nicht": the negation comes last.
    private static bool EndsInNegation(PhraseHit hit, IReadOnlyList<PhraseHit> hits) =>
        hit.Role is PhraseRole.Accept && hits.Any(cue => cue.Role is PhraseRole.Negation && cue.End == hit.End && cue.Start > hit.Start);

    private static bool Precedes(PhraseHit one, PhraseHit other) => one.Start <= other.Start;

    private static ReadSentence Read(Sentence sentence, string language, List<PhraseHit> hits, List<PhraseHit> everywhere, bool ignoreQuotes)
    {
        var clear = new List<PhraseHit>();
        var doubtful = new List<(PhraseHit, Doubt)>();
        foreach (var hit in hits.Where(hit => hit.Role is PhraseRole.Objection or PhraseRole.Weak || (hit.Role is PhraseRole.Terse && IsAll(hit, sentence, everywhere))))
        {
            if (DoubtOf(hit, sentence, hits, everywhere, ignoreQuotes) is { } doubt)
                doubtful.Add((hit, doubt));
            else
                clear.Add(hit);
        }

        var unexplained = hits.Where(hit =>
            hit.Role is PhraseRole.Watch or PhraseRole.Topic
            && !everywhere.Exists(other => (Explaining.Contains(other.Role) || clear.Contains(other) || other.Role is PhraseRole.Objection or PhraseRole.Weak or PhraseRole.Automatic) && other.Overlaps(hit))
            && !everywhere.Exists(cue => cue.Role is PhraseRole.HowTo && cue.Start <= hit.Start)).ToList();
        return new ReadSentence(
            sentence,
            language,
            clear,
            doubtful,
            hits,
            unexplained.Exists(hit => hit.Role is PhraseRole.Watch) || hits.Exists(hit => hit.Role is PhraseRole.Rhetorical),
            !sentence.IsQuestion && unexplained.Exists(hit => hit.Role is PhraseRole.Topic));
    }

    // "Kündigung!", "Please cancel.": nothing else stands in the sentence but courtesies.
    private static bool IsAll(PhraseHit hit, Sentence sentence, List<PhraseHit> everywhere) =>
        !sentence.IsQuestion && Enumerable.Range(0, sentence.Words.Count).All(at =>
            sentence.Words[at].IsComma || (hit.Start <= at && at < hit.End)
            || everywhere.Exists(other => other.Role is PhraseRole.Interjection or PhraseRole.Polite or PhraseRole.Other or PhraseRole.SignOff or PhraseRole.Terse or PhraseRole.Clause && other.Start <= at && at < other.End));

    private static Doubt? DoubtOf(PhraseHit hit, Sentence sentence, List<PhraseHit> own, List<PhraseHit> everywhere, bool ignoreQuotes)
    {
        var words = sentence.Words;
        if (!ignoreQuotes && Enumerable.Range(hit.Start, hit.End - hit.Start).Any(at => words[at].IsQuoted))
            return Doubt.Quotation;
        var cues = own.Where(cue => (!cue.Overlaps(hit) || (cue.Start < hit.Start && cue.Role is PhraseRole.Reported or PhraseRole.Hypothetical) || (cue.Start <= hit.Start && cue.Role is PhraseRole.HowTo)) && !own.Exists(other => other.Role is PhraseRole.Harmless && other.Overlaps(cue))).ToList();
        if (cues.Exists(cue => cue.Role is PhraseRole.Reported && cue.Start < hit.Start && !own.Exists(and => and.Role is PhraseRole.Jointly && and.Start == cue.End)))
            return Doubt.SomebodyElse;
        if (cues.Exists(cue => cue.Role is PhraseRole.HowTo && cue.Start <= hit.Start))
            return Doubt.Question;
        if (sentence.IsQuestion && !everywhere.Exists(cue => cue.Role is PhraseRole.Polite) && !IsAskedAfter(hit, words, own))
            return Doubt.Question;
        if (IsNegated(hit, words, cues))
            return Doubt.Negation;
        if (AnotherThing.IsMeant(hit, words, own))
            return Doubt.AnotherThing;
        if (cues.Exists(cue => cue.Role is PhraseRole.Conditional && (cue.End <= hit.Start || SameClause(words, own, hit.End, cue.Start))))
            return Doubt.Condition;
        return cues.Exists(cue => cue.Role is PhraseRole.Hypothetical && (cue.Start < hit.Start || SameClause(words, own, hit.End, cue.Start)))
            ? Doubt.Consideration
            : null;
    }

    // "I do not agree, when will my account be closed?": the question begins after the objection, in a clause of its own.
    private static bool IsAskedAfter(PhraseHit hit, IReadOnlyList<Word> words, List<PhraseHit> own)
    {
        var asked = own.Where(cue => cue.Role is PhraseRole.HowTo or PhraseRole.Question && !cue.Overlaps(hit)).ToList();
        return asked.Count > 0 && asked.TrueForAll(cue => cue.Start >= hit.End && !SameClause(words, own, hit.End, cue.Start));
    }

    private static bool IsNegated(PhraseHit hit, IReadOnlyList<Word> words, IReadOnlyList<PhraseHit> hits) =>
        hits.Any(cue => cue.Role is PhraseRole.Negation
            && cue.End <= hit.Start
            && hit.Start - cue.End <= NegationReach
            && !hits.Any(clause => clause.Role is PhraseRole.Clause && clause.Start == hit.Start)
            && SameClause(words, hits, cue.End, hit.Start));

    private static bool SameClause(IReadOnlyList<Word> words, IReadOnlyList<PhraseHit> hits, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (words[at].IsComma || hits.Any(cue => cue.Role is PhraseRole.Clause && cue.Start == at))
                return false;
        }

        return true;
    }
}
