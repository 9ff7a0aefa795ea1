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

    private static readonly HashSet<PhraseRole> Saying = [PhraseRole.Accept, PhraseRole.Other, PhraseRole.OwnQuestion];

    private static readonly HashSet<PhraseRole> Covering = [PhraseRole.Accept, PhraseRole.Other, PhraseRole.OwnQuestion, PhraseRole.Chat, PhraseRole.Harmless, PhraseRole.Interjection, PhraseRole.SignOff, PhraseRole.Polite, PhraseRole.Clause];

    private static readonly HashSet<PhraseRole> Turning = [PhraseRole.Negation, PhraseRole.Conditional, PhraseRole.Hypothetical, PhraseRole.FirstPerson, PhraseRole.Contrast];

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

        var hits = languages.SelectMany(one => one.Hits).ToList();
        var covering = hits.FindAll(hit => Covering.Contains(hit.Role));
        var beside = Enumerable.Range(0, sentence.Words.Count)
            .Where(at => !sentence.Words[at].IsComma && !covering.Exists(hit => hit.Start <= at && at < hit.End))
            .ToList();
        if (beside.Count == 0)
            return true;

        // A word of another language may look like a negation of this one; where nothing is said yet, every language counts.
        var agrees = hits.Exists(hit => hit.Role is PhraseRole.Accept);
        var isSaid = hits.Exists(hit => Saying.Contains(hit.Role));
        var turning = languages.Where(one => !isSaid || one.Hits.Any(hit => Saying.Contains(hit.Role))).SelectMany(one => one.Hits)
            .Where(hit => Turning.Contains(hit.Role) && !(agrees && hit.Role is PhraseRole.FirstPerson));
        if (turning.Any(hit => !covering.Exists(other => other.Role is not PhraseRole.Clause && other.Overlaps(hit))))
            return false;
        if (!isSaid)
            return mayName && beside.Count <= NameWords && IsName(sentence);
        return beside.Count <= (agrees ? WordsBesideAgreement : WordsBesideThanks);
    }

    private static bool IsName(Sentence sentence) =>
        sentence.Text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).All(word => !char.IsLetter(word[0]) || char.IsUpper(word[0]));
}
