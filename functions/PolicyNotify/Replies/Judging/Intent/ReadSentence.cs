using PolicyNotify.Replies.Judging.Phrases;

namespace PolicyNotify.Replies.Judging.Intent;

/// <summary>What one language finds in one sentence.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Language">The language whose phrases these are.</param>
/// <param name="Clear">Objections that nothing in the sentence takes back.</param>
/// <param name="Doubtful">Objections with what makes them doubtful.</param>
/// <param name="Hits">Everything found, except what another phrase explains away.</param>
/// <param name="IsWatched">Whether a word that can belong to an objection stays unexplained.</param>
/// <param name="IsTopical">Whether a word that an objection may be about stays unexplained outside a question.</param>
internal sealed record ReadSentence(
    Sentence Sentence,
    string Language,
    IReadOnlyList<PhraseHit> Clear,
    IReadOnlyList<(PhraseHit Hit, Doubt Doubt)> Doubtful,
    IReadOnlyList<PhraseHit> Hits,
    bool IsWatched,
    bool IsTopical)
{
    /// <summary>Whether it asks: by its mark, by how it begins, or by a polite word.</summary>
    public bool Asks => Sentence.IsQuestion || Hits.Any(hit => hit.Role is PhraseRole.HowTo && (hit.Start <= 1 || Has(PhraseRole.Polite)));

    /// <summary>Whether it exercises a data-protection right: by a phrase that does, or by naming a right and claiming it.</summary>
    public bool Requests => Has(PhraseRole.Request) || (Has(PhraseRole.Right) && (Sentence.IsQuestion || Has(PhraseRole.Claim) || Has(PhraseRole.Polite)));

    public bool Has(PhraseRole role) => Hits.Any(hit => hit.Role == role);
}
