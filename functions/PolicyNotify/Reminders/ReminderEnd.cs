using System.Globalization;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Planning;

namespace PolicyNotify.Reminders;

/// <summary>That a reminder is over, and why. Pure.</summary>
internal sealed record ReminderEnd(ReminderStage Stage, string? Because)
{
    public const string SwitchedOff = $"Reminders were switched off ({ReminderOptions.Setting}).";

    /// <summary>Whether and how a reminder ends now; null while it does not.</summary>
    public static ReminderEnd? Of(Reminder reminder, Notice notice, IReadOnlyList<NoticePartition> partitions, bool isOn, DateTimeOffset now) => notice switch
    {
        { Stage: NoticeStage.Cancelled } => new(ReminderStage.Stopped, "The notice was cancelled."),
        _ when reminder.Stage is ReminderStage.Sending && partitions.All(partition => partition.IsSettled) => new(ReminderStage.Sent, null),
        _ when notice.Dates.EffectiveOn != reminder.Id.ReminderOf =>
            new(ReminderStage.Stopped, string.Create(CultureInfo.InvariantCulture, $"The version takes effect on another day: {notice.Dates.EffectiveOn:O}.")),
        _ when now >= reminder.EffectiveAt => new(ReminderStage.Missed, Missed(reminder, CountsOf(partitions))),
        _ when !isOn => new(ReminderStage.Stopped, SwitchedOff),
        _ => null,
    };

    public static ReminderCounts CountsOf(IReadOnlyList<NoticePartition> partitions) =>
        ReminderCounts.Of(partitions.Aggregate(NoticeCounts.None, (sum, partition) => sum.Plus(partition.Counts)));

    public Reminder Apply(Reminder current, DateTimeOffset now)
    {
        var ended = current with { Stage = Stage, EndedAt = now, EndedBecause = Because, PausedBecause = null, PausedUntil = null };
        return ended.Recording(Stage switch
        {
            ReminderStage.Sent => ReminderEvents.Sent(current),
            ReminderStage.Missed => ReminderEvents.Missed(current, Because!),
            _ => ReminderEvents.Stopped(current, Because!),
        });
    }

    private static string Missed(Reminder reminder, ReminderCounts counts) => reminder.StartedAt is null
        ? "The effective date came before it could be sent to anybody."
        : $"The effective date came before everybody was reminded: {NoticeEvents.Number(counts.Accepted)} were; of the others nobody is reminded any more.";
}
