namespace PolicyNotify.Replies;

/// <summary>What became of one imported mail.</summary>
/// <param name="Reply">The reply as it stands.</param>
/// <param name="IsNew">Whether it was not known before.</param>
/// <param name="IsUnreadable">Whether its bytes are no mail; then they are kept, and it waits for review.</param>
public sealed record ReplyImportResult(ReplyView Reply, bool IsNew, bool IsUnreadable);
