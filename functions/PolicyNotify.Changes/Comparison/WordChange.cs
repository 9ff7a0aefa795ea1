namespace PolicyNotify.Changes.Comparison;

/// <summary>One run of words that differs between the two sides of a <see cref="ClauseChange"/>.</summary>
/// <param name="Kind">Replaced, inserted or deleted.</param>
/// <param name="OldText">The earlier words; empty when inserted.</param>
/// <param name="NewText">The later words; empty when deleted.</param>
/// <param name="OldStart">Where the run stands in <see cref="ClauseChange.OldText"/>, in characters.</param>
/// <param name="NewStart">Where the run stands in <see cref="ClauseChange.NewText"/>, in characters.</param>
/// <param name="OldSentence">The earlier sentence around it; empty when there is none.</param>
/// <param name="NewSentence">The later sentence around it; empty when there is none.</param>
public sealed record WordChange(
    WordChangeKind Kind,
    string OldText,
    string NewText,
    int OldStart,
    int NewStart,
    string OldSentence,
    string NewSentence);
