using PolicyNotify.Notices;

namespace PolicyNotify.Reminders;

/// <summary>A reminder as legal sees it. All moments are UTC.</summary>
/// <param name="Id">Such as <c>privacy-2.0.reminder-2026-04-03</c>.</param>
/// <param name="Notice">The notice that it repeats.</param>
/// <param name="EffectiveOn">The effective date that it names.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueAt">When it goes out, or went.</param>
/// <param name="Because">Why it is paused, missed or stopped, or what it waits for; null when it goes its way.</param>
/// <param name="StartedAt">When the first mail went out; null before.</param>
/// <param name="EndedAt">When everybody was reminded, or it was given up; null before.</param>
/// <param name="Counts">How far it has come.</param>
/// <param name="Failures">The mail system's words where copies failed or are put off, and how many copies they concern.</param>
/// <param name="Content">The SHA-256 of its mail.</param>
public sealed record ReminderView(
    MailingId Id,
    NoticeId Notice,
    DateOnly EffectiveOn,
    ReminderState State,
    DateTimeOffset DueAt,
    string? Because,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    ReminderCounts Counts,
    IReadOnlyDictionary<string, long> Failures,
    string Content);
