using PolicyNotify.Replies.Judging.Phrases;

namespace PolicyNotify.Replies.Judging.Intent;

/// <summary>Looks for objections in a sentence and for what takes them back.</summary>
internal sealed class SentenceReader(PhraseBooks books)
{
    private const int NegationReach = 6;

    private static readonly HashSet<PhraseRole> Explaining = [PhraseRole.Accept, PhraseRole.Harmless, PhraseRole.Request, PhraseRole.Withdrawal];

    public IEnumerable<ReadSentence> Read(Sentence sentence, bool ignoreQuotes)
    {
        foreach (var (book, hits) in books.Find(sentence.Words))
            yield return Read(sentence, book.Language, hits, ignoreQuotes);
    }

    private static ReadSentence Read(Sentence sentence, string language, IReadOnlyList<PhraseHit> all, bool ignoreQuotes)
    {
        var explaining = all.Where(hit => Explaining.Contains(hit.Role)).ToList();
        var objections = all.Where(hit => hit.Role is PhraseRole.Objection).ToList();

        // "I do not agree" holds "agree"; "I do not object" holds "object": the longer phrase has the meaning.
        objections.RemoveAll(hit => explaining.Exists(other => other.Overlaps(hit) && other.End - other.Start >= hit.End - hit.Start));
        explaining.RemoveAll(hit => objections.Exists(other => other.Overlaps(hit) && other.End - other.Start > hit.End - hit.Start));
        var rest = all.Where(hit => hit.Role is not PhraseRole.Objection && !(Explaining.Contains(hit.Role) && !explaining.Contains(hit))).ToList();

        var clear = new List<PhraseHit>();
        var doubtful = new List<(PhraseHit, Doubt)>();
        foreach (var hit in objections)
        {
            if (DoubtOf(hit, sentence, rest, explaining, ignoreQuotes) is { } doubt)
                doubtful.Add((hit, doubt));
            else
                clear.Add(hit);
        }

        var unexplained = rest.Where(hit => !explaining.Exists(other => other.Overlaps(hit)) && !objections.Exists(other => other.Overlaps(hit))).ToList();
        var isWatched = unexplained.Exists(hit => hit.Role switch
        {
            PhraseRole.Rhetorical => true,
            PhraseRole.Watch => !rest.Exists(cue => cue.Role is PhraseRole.HowTo && cue.Start <= hit.Start),
            PhraseRole.Topic => !sentence.IsQuestion && !rest.Exists(cue => cue.Role is PhraseRole.HowTo && cue.Start <= hit.Start),
            _ => false,
        });
        return new ReadSentence(sentence, language, clear, doubtful, rest, isWatched);
    }

    private static Doubt? DoubtOf(PhraseHit hit, Sentence sentence, List<PhraseHit> rest, List<PhraseHit> explaining, bool ignoreQuotes)
    {
        var words = sentence.Words;
        if (!ignoreQuotes && Enumerable.Range(hit.Start, hit.End - hit.Start).Any(at => words[at].IsQuoted))
            return Doubt.Quotation;
        var cues = rest.Where(cue => !cue.Overlaps(hit) && !explaining.Exists(other => other.Role is PhraseRole.Harmless && other.Overlaps(cue))).ToList();
        if (cues.Exists(cue => cue.Role is PhraseRole.HowTo && cue.End <= hit.Start))
            return Doubt.Question;
        if (sentence.IsQuestion && !rest.Exists(cue => cue.Role is PhraseRole.Polite))
            return Doubt.Question;
        if (cues.Exists(cue => cue.Role is PhraseRole.Negation && cue.End <= hit.Start && hit.Start - cue.End <= NegationReach && SameClause(words, rest, cue.End, hit.Start)))
            return Doubt.Negation;
        if (cues.Exists(cue => cue.Role is PhraseRole.Conditional && (cue.End <= hit.Start || SameClause(words, rest, hit.End, cue.Start))))
            return Doubt.Condition;
        if (cues.Exists(cue => cue.Role is PhraseRole.Reported && cue.End <= hit.Start))
            return Doubt.SomebodyElse;
        return cues.Exists(cue => cue.Role is PhraseRole.Hypothetical && (cue.End <= hit.Start || SameClause(words, rest, hit.End, cue.Start)))
            ? Doubt.Consideration
            : null;
    }

    private static bool SameClause(IReadOnlyList<Word> words, List<PhraseHit> rest, int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (words[at].IsComma || rest.Exists(cue => cue.Role is PhraseRole.Clause && cue.Start == at))
                return false;
        }

        return true;
    }
}
