namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>One entry of a lexicon file: words that belong together, with the reason why they are listed.</summary>
internal sealed record LexiconEntry(
    string Id,
    TermKind Kind,
    ReasonCategory? Category,
    OperatorKind Operator,
    FormKind Form,
    bool Each,
    IReadOnlyList<string> Terms,
    LexiconPlace Place);
