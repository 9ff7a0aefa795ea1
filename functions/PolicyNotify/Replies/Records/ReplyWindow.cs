namespace PolicyNotify.Replies.Records;

/// <summary>The time in which the person may object.</summary>
/// <param name="ClosesAt">The first moment that is too late, in UTC; null while the version is held and no end can be told.</param>
/// <param name="IsInTime">Whether the reply was received before it.</param>
public sealed record ReplyWindow(DateTimeOffset? ClosesAt, bool IsInTime);
