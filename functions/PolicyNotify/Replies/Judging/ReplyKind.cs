namespace PolicyNotify.Replies.Judging;

/// <summary>What a mail that reached the reply mailbox is.</summary>
public enum ReplyKind
{
    /// <summary>A person clearly objects to the change, or ends the contract or the account.</summary>
    Objection,

    /// <summary>A person wrote, and what they want is not clear enough to act on: somebody has to read it.</summary>
    Review,

    /// <summary>A person asks something.</summary>
    Question,

    /// <summary>A person asks for something the data-protection officer answers: access, erasure, correction.</summary>
    Request,

    /// <summary>A person wrote something that asks for nothing, such as thanks or agreement.</summary>
    Other,

    /// <summary>An automatic reply or a read receipt.</summary>
    Automatic,

    /// <summary>A mail system says that a message was not or not yet delivered.</summary>
    Bounce,

    /// <summary>A feedback report: the recipient marked a message as unwanted.</summary>
    Complaint,
}
