namespace PolicyNotify.Changes.Documents;

/// <summary>What the head of a policy file says about the text.</summary>
/// <param name="Title">The document's title as readers see it.</param>
/// <param name="Effective">The day on which the version is to take effect, from its first moment in <paramref name="TimeZone"/>; null leaves it to the system.</param>
/// <param name="TimeZone">The IANA time zone in whose whole days every deadline of the document is counted.</param>
/// <param name="Summary">What changed and why, in plain words, for the notice; null when legal wrote none.</param>
/// <param name="Language">The BCP 47 language of the text; <c>en</c> when not given.</param>
/// <param name="Override">Legal's own judgement, when it replaces the classifier's.</param>
public sealed record FrontMatter(
    string Title,
    DateOnly? Effective,
    string TimeZone,
    string? Summary,
    string Language,
    SignificanceOverride? Override);
