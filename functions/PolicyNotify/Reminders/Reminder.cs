using Azure;
using PolicyNotify.Evidence;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Planning;

namespace PolicyNotify.Reminders;

/// <summary>The reminder of one effective date, as stored.</summary>
/// <param name="Id">Its name; holds the notice and the effective date.</param>
/// <param name="DueAt">The first moment at which it may go out. Whoever was told later is not reminded.</param>
/// <param name="EffectiveAt">The first moment at which it may no longer.</param>
/// <param name="Content">The SHA-256 of its mail.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="PlannedAt">When it was planned.</param>
/// <param name="ETag">The row's tag; null before it is stored.</param>
internal sealed record Reminder(
    MailingId Id, DateTimeOffset DueAt, DateTimeOffset EffectiveAt, string Content, ReminderStage Stage, DateTimeOffset PlannedAt, ETag? ETag)
{
    /// <summary>A reminder has one edition: a new date is a new reminder.</summary>
    public const int Revision = 1;

    /// <summary>When sending began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When everybody was reminded, or it was given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was given up.</summary>
    public string? EndedBecause { get; init; }

    /// <summary>Why the mail system's answers paused it.</summary>
    public string? PausedBecause { get; init; }

    /// <summary>When it goes on by itself; null while only legal can let it go on.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Whether the audit log vouches for its ledger as it was at the end.</summary>
    public bool IsClosed { get; init; }

    /// <summary>How many decisions and pauses there were: numbers the next.</summary>
    public int Steps { get; init; }

    /// <summary>Changes that are still to be brought into the audit log.</summary>
    public IReadOnlyList<AuditEvent> Unrecorded { get; init; } = [];

    public bool IsOpen => Stage is ReminderStage.Planned or ReminderStage.Sending;

    /// <summary>Whether mail may go out at a moment, as the notice stands then.</summary>
    public bool MayStart(Notice notice, DateTimeOffset now) => IsOpen && now >= DueAt && now < EffectiveAt && PausedBecause is null && Fits(notice) && notice.MayMail(now);

    public bool MaySend(Notice notice, DateTimeOffset now) => Stage is ReminderStage.Sending && MayStart(notice, now);

    /// <summary>Whether the notice still names the day that this reminds of.</summary>
    public bool Fits(Notice notice) => notice.Dates.EffectiveOn == Id.ReminderOf && notice.HeldBecause is null;

    /// <summary>The reminder with an entry for the audit log that is stored with it.</summary>
    public Reminder Recording(AuditEvent entry) => this with { Unrecorded = [.. Unrecorded, entry] };

    public ReminderState StateAt(Notice notice, DateTimeOffset now) => this switch
    {
        { Stage: ReminderStage.Sent } => ReminderState.Sent,
        { Stage: ReminderStage.Missed } => ReminderState.Missed,
        { Stage: ReminderStage.Stopped } => ReminderState.Stopped,
        _ when now >= EffectiveAt => ReminderState.Missed,
        { PausedBecause: not null } => ReminderState.Paused,
        _ when now < DueAt => ReminderState.Planned,
        _ when !MayStart(notice, now) => ReminderState.Waiting,
        _ => ReminderState.Sending,
    };
}
