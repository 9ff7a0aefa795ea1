namespace PolicyNotify.Replies.Resolving;

/// <summary>What a person who read a reply says that it is.</summary>
public enum ResolvedKind
{
    /// <summary>The person objects: it is recorded and acknowledged like one that was clear from the start.</summary>
    Objection,

    /// <summary>The person asks something.</summary>
    Question,

    /// <summary>The person asks for something the data-protection officer answers.</summary>
    Request,

    /// <summary>Nothing follows from it.</summary>
    Other,

    /// <summary>The person takes an objection back: it no longer stands, and the account system is told.</summary>
    Withdrawal,
}
