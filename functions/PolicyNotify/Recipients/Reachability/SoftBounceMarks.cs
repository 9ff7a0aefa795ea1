namespace PolicyNotify.Recipients.Reachability;

/// <summary>The mails to one person that came back for a reason that may pass: a short mark for each, so that none counts twice.</summary>
internal sealed record SoftBounceMarks
{
    // More would say nothing new about the address.
    private const int Most = 20;

    private SoftBounceMarks(string? text) => Text = text;

    public static SoftBounceMarks None { get; } = new((string?)null);

    /// <summary>The marks in order, separated by blanks; null when there are none.</summary>
    public string? Text { get; }

    public int Count => Text?.Split(' ').Length ?? 0;

    public static SoftBounceMarks Parse(string? text) => string.IsNullOrEmpty(text) ? None : new(text);

    public SoftBounceMarks With(string mark) => new(string.Join(
        ' ', (Text?.Split(' ') ?? []).Append(mark).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(Most)));
}
