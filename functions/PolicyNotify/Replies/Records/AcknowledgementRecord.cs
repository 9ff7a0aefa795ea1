namespace PolicyNotify.Replies.Records;

/// <summary>What became of the answer to a person who objected.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="At">When that was recorded, in UTC; null before anything was tried.</param>
/// <param name="Detail">The mail system's words, or why none is sent.</param>
public sealed record AcknowledgementRecord(AcknowledgementState State, DateTimeOffset? At, string? Detail)
{
    internal static AcknowledgementRecord Due { get; } = new(AcknowledgementState.Due, null, null);
}
