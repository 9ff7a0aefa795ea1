using PolicyNotify.Cli.Terminal;
using PolicyNotify.Reminders;

namespace PolicyNotify.Cli.Notices;

/// <summary>The reminders of a notice, for people.</summary>
internal static class ReminderWords
{
    public static void Write(Answer answer, IReadOnlyList<ReminderView> reminders)
    {
        foreach (var reminder in reminders)
        {
            var counts = reminder.Counts;
            var isStarted = reminder.StartedAt is not null;
            answer.Line();
            answer.Heading($"Reminder of {Words.Of(reminder.EffectiveOn)}");
            answer.Fields(
                ("state", Words.Of(reminder.State)),
                ("because", reminder.Because),
                ("due", Words.Of(reminder.DueAt)),
                ("first mail", reminder.StartedAt is { } started ? Words.Of(started) : null),
                ("ended", reminder.EndedAt is { } ended ? Words.Of(ended) : null),
                ("reminded", isStarted ? Words.Of(counts.Accepted) : null),
                ("to do", isStarted ? Words.Of(counts.Outstanding) + (counts.Unknown > 0 ? $", {Words.Of(counts.Unknown)} of them with unknown outcome" : "") : null),
                ("failed", counts.Failed > 0 ? Words.Of(counts.Failed) : null),
                ("left out", counts.LeftOut > 0 ? $"{Words.Of(counts.LeftOut)} (they object, or mail no longer reaches them)" : null));
            foreach (var (words, number) in reminder.Failures)
                answer.Line($"  {Words.Of(number)} × {words}");
        }
    }
}
