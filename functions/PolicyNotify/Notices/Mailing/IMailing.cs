namespace PolicyNotify.Notices.Mailing;

/// <summary>What a pass has to know of a mail that is made once for each of many people: of a notice, or of a reminder.</summary>
internal interface IMailing
{
    MailingId Id { get; }

    /// <summary>The queue of its batches, which is the actor of what they record.</summary>
    string Queue { get; }

    /// <summary>Which edition of the mail was the present one when the pass began.</summary>
    int Revision { get; }

    /// <summary>When it starts: whoever was verified later is counted apart.</summary>
    DateTimeOffset StartsAt { get; }

    /// <summary>The people of a partition, in the order of their ids, each with their copy if there is one.</summary>
    IAsyncEnumerable<Addressee> ReadAsync(string partition, CancellationToken cancellationToken);

    /// <summary>Looks at the present state before a page is claimed.</summary>
    /// <returns>What the page gets; null when no mail may go out any more.</returns>
    Task<OpenedPage?> OpenPageAsync(IReadOnlyList<Addressee> page, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Stops the mailing because of what the mail system says. What was decided meanwhile stands.</summary>
    /// <param name="because">Why.</param>
    /// <param name="at">When.</param>
    /// <param name="until">When it goes on by itself; null while only a person can let it go on.</param>
    Task PauseAsync(string because, DateTimeOffset at, DateTimeOffset? until);

    /// <summary>When a partition is to be gone over again although nothing in it is known to wait.</summary>
    DateTimeOffset NextLookAt(DateTimeOffset now);
}
