namespace PolicyNotify.Replies.Records;

/// <summary>What happened to an objection.</summary>
public enum ObjectionChangeKind
{
    /// <summary>It was recorded: for the first time, or again after it was withdrawn.</summary>
    Recorded,

    /// <summary>A further mail of the person was added to it.</summary>
    Updated,

    /// <summary>It was withdrawn.</summary>
    Withdrawn,
}
