namespace PolicyNotify.Site;

/// <summary>One version as the feeds announce it.</summary>
/// <param name="Address">The version's own page; it never changes and so is the entry's identity too.</param>
/// <param name="Title">Document, number, kind of change and day in one line.</param>
/// <param name="Text">The same in sentences, with what changes.</param>
/// <param name="ChangesAddress">The comparison with the version before; null for the first.</param>
/// <param name="Language">The language of the policy.</param>
/// <param name="Published">When it was published, in UTC.</param>
/// <param name="Updated">When what the entry says last changed: on publishing, then on taking effect or being withdrawn. In UTC.</param>
/// <param name="Category"><c>minor</c> or <c>significant</c>, for readers that filter.</param>
internal sealed record FeedEntry(
    string Address,
    string Title,
    string Text,
    string? ChangesAddress,
    string Language,
    DateTimeOffset Published,
    DateTimeOffset Updated,
    string Category);
