namespace PolicyNotify.Replies.Receiving;

/// <summary>How a mail came to us, told by what handed it over and not by the mail itself.</summary>
/// <param name="Source">Where it came from, such as <c>folder</c>.</param>
internal sealed record Arrival(string Source)
{
    /// <summary>The file or the place in a mailbox, for whoever has to look at it there; null when there is none.</summary>
    public string? Name { get; init; }

    /// <summary>When the source says that it arrived: a mailbox's internal date, a file's time. Null when the source cannot tell.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The addresses it was delivered for (the envelope), where the source tells them.</summary>
    public IReadOnlyList<string> SentTo { get; init; } = [];

    /// <summary>Why the source doubts the sender; null when it does not, or does not look.</summary>
    public string? SenderDoubt { get; init; }
}
