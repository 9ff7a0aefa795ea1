namespace PolicyNotify.Replies.Judging.Phrases;

/// <summary>A phrase found in a sentence.</summary>
/// <param name="Role">Its section.</param>
/// <param name="Phrase">The line of the file.</param>
/// <param name="Start">The first word.</param>
/// <param name="End">After the last word.</param>
internal sealed record PhraseHit(PhraseRole Role, Phrase Phrase, int Start, int End)
{
    public bool Overlaps(PhraseHit other) => Start < other.End && other.Start < End;

    public bool Contains(PhraseHit other) => Start <= other.Start && other.End <= End;
}
