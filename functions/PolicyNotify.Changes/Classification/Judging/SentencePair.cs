using PolicyNotify.Changes.Classification.Wording;

namespace PolicyNotify.Changes.Classification.Judging;

/// <summary>Sentences that say, as far as can be told, the same thing before and after. One side may have several after a split.</summary>
internal sealed class SentencePair(Reading old, Reading @new)
{
    public List<Reading> Old { get; } = [old];

    public List<Reading> New { get; } = [@new];
}
