namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>What kind of words a lexicon file lists; the file says it in its field <c>kind</c>.</summary>
internal enum TermKind
{
    Neutral,
    Plain,
    Topic,
    Form,
    Unit,
    Operator,
    Substance,
    Same,
    Everyday,
    LookAlike,
}
