namespace PolicyNotify.Replies.Judging.Intent;

/// <summary>Why words of objection may not be one.</summary>
internal enum Doubt
{
    /// <summary>Asks whether, how or what if.</summary>
    Question,

    /// <summary>Stands in quotation marks.</summary>
    Quotation,

    /// <summary>A negation stands before it.</summary>
    Negation,

    /// <summary>Depends on a condition.</summary>
    Condition,

    /// <summary>Speaks about or for somebody else.</summary>
    SomebodyElse,

    /// <summary>Is only considered, or past.</summary>
    Consideration,

    /// <summary>Is about something else than the contract.</summary>
    AnotherThing,
}
