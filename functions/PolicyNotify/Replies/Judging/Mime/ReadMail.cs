namespace PolicyNotify.Replies.Judging.Mime;

/// <summary>The parts of a mail that a judgement looks at, read within fixed limits.</summary>
/// <param name="Headers">Name and unfolded, decoded value, in order.</param>
/// <param name="FromAddress">The author's address in lower case; empty when there is none.</param>
/// <param name="FromText">The raw From header, for mail systems that write no valid one.</param>
/// <param name="Subject">The subject; empty when there is none.</param>
/// <param name="PlainText">The plain text, or null when the mail has none.</param>
/// <param name="HtmlText">The HTML part as text in which quotes start with <c>&gt;</c>, or null when the mail has none.</param>
/// <param name="PartTypes">The media types met, except inside attached messages, in lower case.</param>
/// <param name="ReportType">The report-type of a multipart/report, in lower case.</param>
/// <param name="Bounced">What delivery-status parts say.</param>
internal sealed record ReadMail(
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string FromAddress,
    string FromText,
    string Subject,
    string? PlainText,
    string? HtmlText,
    IReadOnlySet<string> PartTypes,
    string? ReportType,
    IReadOnlyList<BouncedRecipient> Bounced)
{
    /// <summary>Of a report about messages (RFC 6522): the identifiers of those it gives back.</summary>
    public IReadOnlyList<string> ReturnedIds { get; init; } = [];

    /// <summary>The body as text, whichever form it came in; empty when there is none.</summary>
    public string AnyText => string.IsNullOrWhiteSpace(PlainText) ? HtmlText ?? string.Empty : PlainText;

    /// <summary>The first value of a header, or null.</summary>
    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }
}
