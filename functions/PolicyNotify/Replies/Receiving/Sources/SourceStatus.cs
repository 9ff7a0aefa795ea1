namespace PolicyNotify.Replies.Receiving.Sources;

/// <summary>How one source of replies is doing. All moments are UTC.</summary>
/// <param name="Name">The source, as replies name it: <c>folder</c> or <c>imap-0</c>.</param>
/// <param name="TriedAt">When it was last looked at.</param>
/// <param name="SucceededAt">When that last went well; null when it never did.</param>
/// <param name="Trouble">What keeps it from being read, naming the setting to look at; null when nothing does.</param>
/// <param name="TroubleSince">Since when.</param>
/// <param name="Waiting">How many mails were left for the next run; null when that is not known.</param>
/// <param name="OldestWaitingAt">When the oldest of them arrived; null when there is none.</param>
/// <param name="Failed">How many mails the source itself could not hand out, which wait there for somebody to look.</param>
public sealed record SourceStatus(
    string Name,
    DateTimeOffset TriedAt,
    DateTimeOffset? SucceededAt,
    string? Trouble,
    DateTimeOffset? TroubleSince,
    int? Waiting,
    DateTimeOffset? OldestWaitingAt,
    int Failed);
