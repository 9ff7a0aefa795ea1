namespace PolicyNotify.Replies.Records;

/// <summary>A reply about which something is left to do.</summary>
/// <param name="Id">Its name.</param>
/// <param name="CollectedAt">When this system first saw it, in UTC.</param>
/// <param name="ReceivedAt">When it reached us, in UTC.</param>
/// <param name="ResumeAt">Before this there is nothing to try again; null: at once.</param>
internal sealed record OpenReply(ReplyId Id, DateTimeOffset CollectedAt, DateTimeOffset ReceivedAt, DateTimeOffset? ResumeAt);
