namespace PolicyNotify.Replies.Records;

/// <summary>Where an objection stands.</summary>
public enum ObjectionState
{
    /// <summary>The person objects.</summary>
    Recorded,

    /// <summary>The person took it back, or it was never meant as one. What was recorded stays on record.</summary>
    Withdrawn,
}
