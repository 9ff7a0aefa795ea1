namespace PolicyNotify.Replies.Records;

/// <summary>What became of the answer to a person who objected.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="At">When that was recorded, in UTC; null before anything was tried.</param>
/// <param name="Detail">The mail system's words, or why none is sent.</param>
public sealed record AcknowledgementRecord(AcknowledgementState State, DateTimeOffset? At, string? Detail)
{
    /// <summary>How often it was handed to the mail system.</summary>
    public int Attempts { get; init; }

    /// <summary>For one that is due, when it is tried next, in UTC; null: at once, or never.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    internal static AcknowledgementRecord Due { get; } = new(AcknowledgementState.Due, null, null);
}
