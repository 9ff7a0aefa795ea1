using PolicyNotify.Changes.Documents;
using PolicyNotify.Notices.Deciding;
using PolicyNotify.Notices.Watching;

namespace PolicyNotify.Notices;

/// <summary>A notice as legal sees it. All moments are UTC.</summary>
/// <param name="Id">Such as <c>privacy-2.0</c>.</param>
/// <param name="Document">The document it announces.</param>
/// <param name="Version">The version it announces.</param>
/// <param name="Title">The document's title.</param>
/// <param name="State">Where it stands.</param>
/// <param name="PlannedAt">When it was planned; null before, when its dates are those that it will get.</param>
/// <param name="CoolingOffUntil">Until when legal can step in before the first mail.</param>
/// <param name="MailingStartsAt">When the first mail goes out, or went out.</param>
/// <param name="TellBy">The end of the last day on which being told still leaves the full notice period; exclusive.</param>
/// <param name="EffectiveOn">The day the version is to take effect, in <paramref name="TimeZone"/>.</param>
/// <param name="EffectiveAt">The first moment of that day.</param>
/// <param name="TimeZone">The policy's IANA time zone.</param>
/// <param name="ObjectionsCloseAt">When the last person's time to object ends, for everybody told before the effective date; exclusive.</param>
/// <param name="ToldAt">When everybody had been told; null before.</param>
/// <param name="CompletedAt">When the version took effect; null before.</param>
/// <param name="Because">Why it is not planned, held, paused or cancelled, or what it waits for; null when it goes its way.</param>
/// <param name="Counts">How far it has come.</param>
/// <param name="Failures">Why deliveries were refused or are put off: the mail system's words, and how many deliveries they concern.</param>
/// <param name="Revision">Which edition of the mail goes out; 0 before there is one. It rises when legal postpones the effective date.</param>
public sealed record NoticeView(
    NoticeId Id,
    DocumentId Document,
    VersionNumber Version,
    string Title,
    NoticeState State,
    DateTimeOffset? PlannedAt,
    DateTimeOffset CoolingOffUntil,
    DateTimeOffset MailingStartsAt,
    DateTimeOffset TellBy,
    DateOnly EffectiveOn,
    DateTimeOffset EffectiveAt,
    string TimeZone,
    DateTimeOffset ObjectionsCloseAt,
    DateTimeOffset? ToldAt,
    DateTimeOffset? CompletedAt,
    string? Because,
    NoticeCounts Counts,
    IReadOnlyDictionary<string, long> Failures,
    int Revision)
{
    /// <summary>The moment, by the service's clock, as of which all of this holds.</summary>
    public DateTimeOffset AsOf { get; init; }

    /// <summary>The SHA-256 of that edition.</summary>
    public string Content { get; init; } = "";

    /// <summary>Whether everybody will have been told in time, as it goes now.</summary>
    public NoticeForecast Forecast { get; init; } = NoticeForecast.Clear;

    /// <summary>Whether legal has to approve each edition before it goes out.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>The last approval; of an earlier edition when <see cref="NoticeApproval.Content"/> is not <see cref="Content"/>. Null when there is none.</summary>
    public NoticeApproval? Approval { get; init; }
}
