namespace PolicyNotify.Replies.Matching;

/// <summary>By what a reply was matched to a person and a notice.</summary>
public enum MatchBasis
{
    /// <summary>By nothing.</summary>
    None,

    /// <summary>By the signed token in the address it was sent to: certain.</summary>
    Token,

    /// <summary>By the identifier of our message that it answers: certain, as far as nobody else got hold of it.</summary>
    MessageId,

    /// <summary>By the sender's address alone, which anybody can write into a mail.</summary>
    Sender,
}
