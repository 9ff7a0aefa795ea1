namespace PolicyNotify.Replies.Records;

/// <summary>Why an objection no longer stands.</summary>
public enum WithdrawalGround
{
    /// <summary>The person took it back.</summary>
    Person,

    /// <summary>It was recorded by mistake: the person never objected.</summary>
    Mistake,
}
