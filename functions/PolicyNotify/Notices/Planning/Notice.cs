using Azure;
using PolicyNotify.Evidence;
using PolicyNotify.Notices.Deciding;

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
/// <param name="HeldBecause">Why the guard holds the version.</param>
/// <param name="PausedBecause">Why the mail system's answers paused the mailing.</param>
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
    /// <summary>The SHA-256 of the edition that goes out.</summary>
    public string Content { get; init; } = "";

    /// <summary>Whether legal has to approve each edition before it goes out; decided when the notice was planned.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>The last approval, of whichever edition.</summary>
    public NoticeApproval? Approval { get; init; }

    /// <summary>Why legal put it on hold; null when it did not.</summary>
    public string? OnHoldBecause { get; init; }

    /// <summary>When legal ended a hold, so that the version may take effect after its day; null when it did not.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Why legal cancelled it; null when it did not.</summary>
    public string? CancelledBecause { get; init; }

    /// <summary>A decision on its way; null when there is none.</summary>
    public PendingDecision? Pending { get; init; }

    /// <summary>How many decisions were made about it: numbers the next.</summary>
    public int Decisions { get; init; }

    /// <summary>Changes that are still to be brought into the audit log.</summary>
    public IReadOnlyList<AuditEvent> Unrecorded { get; init; } = [];

    /// <summary>Whether the edition that goes out is one that legal has approved, or needs no approval.</summary>
    public bool IsApproved => !NeedsApproval || Approval?.Content == Content;

    /// <summary>Whether nobody and nothing keeps it from being mailed, whatever its dates say.</summary>
    private bool IsFree => PausedBecause is null && OnHoldBecause is null && Pending is null && IsApproved;

    /// <summary>Whether mailing is to start at a moment. A start that was missed until after the effective date is none.</summary>
    public bool MayStart(DateTimeOffset now) =>
        Stage is NoticeStage.Planned && IsFree && now >= Dates.MailingStartsAt && now < Dates.EffectiveAt;

    /// <summary>Whether mail may go out at a moment. After the effective date no mail may: it would name a date that has passed.</summary>
    public bool MayMail(DateTimeOffset now) =>
        Stage is NoticeStage.Mailing && IsFree && now >= Dates.MailingStartsAt && now < Dates.EffectiveAt;

    /// <summary>The notice with an entry for the audit log that is stored with it.</summary>
    public Notice Recording(AuditEvent entry) => this with { Unrecorded = [.. Unrecorded, entry] };

    public NoticeState StateAt(DateTimeOffset now) => this switch
    {
        { Stage: NoticeStage.Completed } => NoticeState.Completed,
        { Stage: NoticeStage.Cancelled } => NoticeState.Cancelled,
        { HeldBecause: not null } or { OnHoldBecause: not null } => NoticeState.Held,
        { PausedBecause: not null } => NoticeState.Paused,
        { IsApproved: false } => NoticeState.AwaitingApproval,
        { Stage: NoticeStage.Mailing, ToldAt: not null } => NoticeState.Told,
        { Stage: NoticeStage.Mailing } => NoticeState.Mailing,
        _ when now < Dates.CoolingOffUntil => NoticeState.CoolingOff,
        _ => NoticeState.Planned,
    };
}
