namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>What a small word with large effect does to its sentence.</summary>
internal enum OperatorKind
{
    None,
    Permission,
    Obligation,
    Advice,
    Hedge,
    Negation,
    Exception,
    Limit,
    Condition,
    Timing,
    QuantifierAll,
    QuantifierAny,
    QuantifierSome,
}
