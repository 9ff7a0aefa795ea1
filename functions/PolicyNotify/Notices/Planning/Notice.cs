using Azure;

namespace PolicyNotify.Notices.Planning;

/// <summary>A notice as stored: what was planned and what has happened since.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Title">The document's title.</param>
/// <param name="TimeZone">The policy's time zone.</param>
/// <param name="Dates">The plan.</param>
/// <param name="PlannedAt">When it was planned.</param>
/// <param name="Revision">Which edition of the mail goes out.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="ToldAt">When everybody had been told.</param>
/// <param name="CompletedAt">When the version took effect.</param>
/// <param name="HeldBecause">Why the version is held.</param>
/// <param name="PausedBecause">Why mailing is paused.</param>
/// <param name="PausedUntil">When mailing goes on by itself; null while only legal can let it go on.</param>
/// <param name="JudgedAt">When the guard last looked at it.</param>
/// <param name="ETag">The row's tag; null for a notice not stored yet.</param>
internal sealed record Notice(
    NoticeId Id,
    string Title,
    string TimeZone,
    NoticeDates Dates,
    DateTimeOffset PlannedAt,
    int Revision,
    NoticeStage Stage,
    DateTimeOffset? ToldAt,
    DateTimeOffset? CompletedAt,
    string? HeldBecause,
    string? PausedBecause,
    DateTimeOffset? PausedUntil,
    DateTimeOffset? JudgedAt,
    ETag? ETag)
{
    /// <summary>Whether mail may go out at a moment. After the effective date no mail may: it would name a date that has passed.</summary>
    public bool MayMail(DateTimeOffset now) =>
        Stage is NoticeStage.Mailing && PausedBecause is null && now >= Dates.MailingStartsAt && now < Dates.EffectiveAt;

    public NoticeState StateAt(DateTimeOffset now) => this switch
    {
        { Stage: NoticeStage.Completed } => NoticeState.Completed,
        { HeldBecause: not null } => NoticeState.Held,
        { PausedBecause: not null } => NoticeState.Paused,
        { Stage: NoticeStage.Mailing, ToldAt: not null } => NoticeState.Told,
        { Stage: NoticeStage.Mailing } => NoticeState.Mailing,
        _ when now < Dates.CoolingOffUntil => NoticeState.CoolingOff,
        _ => NoticeState.Planned,
    };
}
