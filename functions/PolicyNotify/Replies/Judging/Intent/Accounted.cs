using PolicyNotify.Replies.Judging.Phrases;

namespace PolicyNotify.Replies.Judging.Intent;

/// <summary>
/// Proves that a text asks for nothing, or for no more than an answer: every sentence has to be accounted for by phrases of thanks, agreement, greeting and
/// chat. What is merely not known to object ("ich bin da gegen", dictated) is for a reader.
/// </summary>
internal static class Accounted
{
    // "I accept the new conditions": words beside an agreement say what it is about. Thanks decide nothing ("fine, then away with it").
    private const int WordsBesideAgreement = 4;
    private const int WordsBesideThanks = 1;

    // Nobody asks so long a question; somebody dictated several sentences.
    private const int LongestQuestion = 40;

    private const int NameWords = 3;

    // What exactly is requested takes words of its own; whoever answers requests reads them.
    private const int LongestRequest = 60;

    private static readonly HashSet<PhraseRole> Saying = [PhraseRole.Accept, PhraseRole.Other, PhraseRole.OwnQuestion];

    private static readonly HashSet<PhraseRole> Covering = [PhraseRole.Accept, PhraseRole.Other, PhraseRole.OwnQuestion, PhraseRole.Chat, PhraseRole.Harmless, PhraseRole.Interjection, PhraseRole.SignOff, PhraseRole.Polite, PhraseRole.Clause];

    private static readonly HashSet<PhraseRole> Turning = [PhraseRole.Negation, PhraseRole.Conditional, PhraseRole.Hypothetical, PhraseRole.FirstPerson, PhraseRole.Contrast];

    /// <summary>
    /// The first sentence beside a request that may take it back or turn it round, or null. Whoever answers requests reads all of the mail, so what merely says more
    /// needs no proof.
    /// </summary>
    public static Sentence? TurningBesideRequest(IReadOnlyList<Sentence> sentences, List<ReadSentence> read) =>
        sentences.FirstOrDefault(sentence =>
        {
            var languages = read.FindAll(one => one.Sentence.Text == sentence.Text);
            return languages.Exists(one => one.Hits.Any(hit => hit.Role is PhraseRole.Negation or PhraseRole.Conditional or PhraseRole.Hypothetical or PhraseRole.Contrast))
                && !IsAccounted(sentence, languages, mayAsk: true, mayName: false);
        });

    /// <summary>The first sentence that nothing accounts for, or null.</summary>
    /// <param name="sentences">The text.</param>
    /// <param name="read">What the languages find in it.</param>
    /// <param name="mayAsk">Whether a question accounts for itself.</param>
    public static Sentence? Missing(IReadOnlyList<Sentence> sentences, List<ReadSentence> read, bool mayAsk) =>
        sentences.Where((sentence, at) => !IsAccounted(sentence, read.FindAll(one => one.Sentence.Text == sentence.Text), mayAsk, at == 0 || at == sentences.Count - 1)).FirstOrDefault();

    private static bool IsAccounted(Sentence sentence, List<ReadSentence> languages, bool mayAsk, bool mayName)
    {
        if (mayAsk && sentence.Words.Count <= LongestQuestion && (sentence.IsQuestion || languages.Exists(one => one.Asks && one.Has(PhraseRole.HowTo))))
            return true;
        if (mayAsk && IsRequest(sentence, languages))
            return true;

        var hits = languages.SelectMany(one => one.Hits).ToList();
        var covering = hits.FindAll(hit => Covering.Contains(hit.Role) || (mayAsk && hit.Role is PhraseRole.Context));
        var beside = Enumerable.Range(0, sentence.Words.Count)
            .Where(at => !sentence.Words[at].IsComma && !covering.Exists(hit => hit.Start <= at && at < hit.End))
            .ToList();
        if (beside.Count == 0 || beside.TrueForAll(at => sentence.Words[at].Text.Length == 1 && char.IsUpper(sentence.Text[0])))
            return true;

        // A word of another language may look like a negation of this one; where nothing is said yet, every language counts.
        var agrees = hits.Exists(hit => hit.Role is PhraseRole.Accept);
        var isSaid = covering.Exists(hit => Saying.Contains(hit.Role) || hit.Role is PhraseRole.Context);
        var turning = languages.Where(one => !isSaid || one.Hits.Any(hit => Saying.Contains(hit.Role) || hit.Role is PhraseRole.Context)).SelectMany(one => one.Hits)
            .Where(hit => Turning.Contains(hit.Role) && !(agrees && hit.Role is PhraseRole.FirstPerson));
        if (turning.Any(hit => !covering.Exists(other => other.Role is not PhraseRole.Clause && other.Overlaps(hit))))
            return false;
        if (!isSaid)
            return mayName && beside.Count <= NameWords && IsName(sentence, beside);
        return beside.Count <= (agrees || hits.Exists(hit => mayAsk && hit.Role is PhraseRole.Context) ? WordsBesideAgreement : WordsBesideThanks);
    }

    // Words that may belong to an objection were looked at before: where one stays unexplained, the mail never comes here.
    private static bool IsRequest(Sentence sentence, List<ReadSentence> languages) =>
        sentence.Words.Count <= LongestRequest && languages.Exists(one => one.Requests && !one.Has(PhraseRole.Contrast));

    // "Bien cordialement, Inès Laroche"
    private static bool IsName(Sentence sentence, List<int> beside)
    {
        var names = beside.Select(at => sentence.Words[at].Text).ToHashSet(StringComparer.Ordinal);
        return sentence.Text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => Sentences.WordsOf(word).Any(part => names.Contains(part.Text)))
            .All(word => !char.IsLetter(word[0]) || char.IsUpper(word[0]));
    }
}
