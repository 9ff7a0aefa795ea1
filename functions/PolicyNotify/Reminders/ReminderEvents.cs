using System.Globalization;
using PolicyNotify.Evidence;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Deciding;

namespace PolicyNotify.Reminders;

/// <summary>The audit entries of a reminder's life. Their subject is the reminder, so that none of them is taken for one of the notice's.</summary>
internal static class ReminderEvents
{
    public const string PlannedAction = "reminder.planned";
    public const string ClosedAction = "reminder.closed";

    private static readonly Actor Timer = Actor.System("reminders");

    /// <summary>It is to be sent at a moment; again when that moment has moved.</summary>
    public static AuditEvent Planned(Reminder reminder) => Entry(
        reminder,
        PlannedAction,
        $"{reminder.DueAt.UtcTicks.ToString(CultureInfo.InvariantCulture)}:{NoticeEvents.Number(reminder.Steps)}",
        Timer,
        ("dueAt", NoticeEvents.Moment(reminder.DueAt)),
        ("revision", NoticeEvents.Number(Reminder.Revision)),
        ("content", reminder.Content));

    public static AuditEvent Started(Reminder reminder) => Entry(reminder, "reminder.started", "", Timer);

    public static AuditEvent Paused(Reminder before, string because) =>
        Entry(before, "reminder.paused", NoticeEvents.Number(before.Steps), Actor.System(ReminderMailer.Queue), ("because", because));

    public static AuditEvent Resumed(Reminder before) => Entry(before, "reminder.resumed", NoticeEvents.Number(before.Steps), Timer);

    public static AuditEvent Resumed(Reminder before, Decision decision) => Entry(
        before, "reminder.resumed", NoticeEvents.Number(before.Steps), decision.Actor, ("by", decision.By), ("why", decision.Why));

    public static AuditEvent Sent(Reminder reminder) => Entry(reminder, "reminder.sent", "", Timer);

    public static AuditEvent Missed(Reminder reminder, string because) => Entry(reminder, "reminder.missed", "", Timer, ("because", because));

    public static AuditEvent Stopped(Reminder before, string because) =>
        Entry(before, "reminder.stopped", NoticeEvents.Number(before.Steps), Timer, ("because", because));

    public static AuditEvent Stopped(Reminder before, Decision decision) => Entry(
        before, "reminder.stopped", NoticeEvents.Number(before.Steps), decision.Actor, ("by", decision.By), ("why", decision.Why));

    /// <summary>What its ledger holds once nothing is on its way any more.</summary>
    public static AuditEvent Closed(Reminder reminder, ReminderCounts counts, string ledger) => Entry(
        reminder,
        ClosedAction,
        "",
        Timer,
        ("accepted", NoticeEvents.Number(counts.Accepted)),
        ("failed", NoticeEvents.Number(counts.Failed)),
        ("leftOut", NoticeEvents.Number(counts.LeftOut)),
        ("outstanding", NoticeEvents.Number(counts.Outstanding)),
        ("ledger", ledger));

    private static AuditEvent Entry(Reminder reminder, string action, string number, Actor actor, params ReadOnlySpan<(string Name, string Value)> details)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["notice"] = reminder.Id.Notice.ToString(),
            ["reminds"] = reminder.Id.ReminderOf!.Value.ToString("O", CultureInfo.InvariantCulture),
        };
        foreach (var (name, value) in details)
        {
            facts[name] = value;
        }

        return new(number.Length > 0 ? $"{action}:{reminder.Id}:{number}" : $"{action}:{reminder.Id}", action, reminder.Id.ToString(), actor, facts);
    }
}
